package org.proviso.exchange.crd;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.respond.CrdResponse;

/**
 * Measures what one answer costs when warm: processor time and allocation of the answering thread,
 * for an order-sign call of about 17 KB whose facts are all known, and for one of 12 KB whose facts
 * are missing; each with circumstances that the engine remembers, and with a date of service that
 * it has forgotten or never seen, so that every explanation is worked out. Not a test;
 * CONTRIBUTING.md says how such programs are run.
 */
public final class AnswerCost {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 10;
  private static final int ANSWERS = 1_000;
  private static final int OBSERVATIONS = 16;

  /** More days than the engine remembers answers, all of one version of the guideline. */
  private static final int DAYS = 300;

  private static final LocalDate FIRST_DAY = LocalDate.parse("2024-04-15");

  private AnswerCost() {}

  /** Prints the median over ten rounds of a thousand answers each. */
  public static void main(String[] arguments) {
    CrdService service = Services.of(Services.APPROVING);
    for (String name : new String[] {"order-sign-facts-known", "order-sign-facts-missing"}) {
      String call = enlarged(Services.example(name));
      print(service, name + ", remembered", call, 1);
      print(service, name + ", worked out", call, DAYS);
    }
  }

  private static void print(CrdService service, String name, String call, int days) {
    var calls = new byte[days][];
    for (int day = 0; day < days; day++) {
      calls[day] =
          Services.changed(
                  call,
                  "\"occurrenceDateTime\": \"2025-06-12\"",
                  "\"occurrenceDateTime\": \"" + FIRST_DAY.plusDays(day) + "\"")
              .getBytes(StandardCharsets.UTF_8);
    }
    measure(service, calls, WARM_UP);
    var micros = new double[ROUNDS];
    var kilobytes = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double[] cost = measure(service, calls, ANSWERS);
      micros[round] = cost[0];
      kilobytes[round] = cost[1];
    }
    Arrays.sort(micros);
    Arrays.sort(kilobytes);
    System.out.printf(
        "%-36s %6d bytes  %7.1f us of processor time  %7.1f KB allocated%n",
        name, calls[0].length, micros[ROUNDS / 2], kilobytes[ROUNDS / 2]);
  }

  /** Processor microseconds and allocated kilobytes for one answer. */
  private static double[] measure(CrdService service, byte[][] calls, int answers) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long time = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    for (int answer = 0; answer < answers; answer++) {
      byte[] call = calls[answer % calls.length];
      CrdResponse response = service.answer("order-sign-crd", call, Ehr.none(), Services.NOW);
      if (!(response instanceof CrdResponse.Answered)) {
        throw new IllegalStateException("the call was refused");
      }
    }
    return new double[] {
      (threads.getCurrentThreadCpuTime() - time) / 1e3 / answers,
      (threads.getCurrentThreadAllocatedBytes() - bytes) / 1e3 / answers
    };
  }

  /** The same call with blood pressures, as an EHR's prefetch would have them. */
  private static String enlarged(String call) {
    var more = new StringBuilder("\"observations\": {\"resourceType\": \"Bundle\", \"entry\": [");
    for (int index = 0; index < OBSERVATIONS; index++) {
      more.append(index == 0 ? "" : ",")
          .append(
              """
              {"fullUrl": "https://ehr.example.org/fhir/Observation/o%d", "resource": {
                "resourceType": "Observation", "id": "o%d", "status": "final",
                "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
                "subject": {"reference": "Patient/patient"},
                "effectiveDateTime": "2025-05-%02dT08:30:00-04:00",
                "valueQuantity": {"value": %d, "unit": "mmHg", "code": "mm[Hg]",
                  "system": "http://unitsofmeasure.org"}}}
              """
                  .formatted(index, index, 1 + index, 110 + index));
    }
    return Services.changed(call, "\"payers\":", more + "]}, \"payers\":");
  }
}
