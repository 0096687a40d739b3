package org.proviso.crd;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Measures what one answer costs when warm: processor time and allocation of the answering thread,
 * for an order-sign call of about 18 KB whose facts are all known, and for one whose facts are
 * missing. Not a test; CONTRIBUTING.md says how such programs are run.
 */
public final class AnswerCost {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 10;
  private static final int ANSWERS = 1_000;
  private static final int OBSERVATIONS = 16;

  private AnswerCost() {}

  /** Prints the median over ten rounds of a thousand answers each. */
  public static void main(String[] arguments) {
    CrdService service = Services.of(Services.APPROVING);
    for (String name : new String[] {"order-sign-facts-known", "order-sign-facts-missing"}) {
      byte[] call = enlarged(Services.example(name)).getBytes(StandardCharsets.UTF_8);
      measure(service, call, WARM_UP);
      var micros = new double[ROUNDS];
      var kilobytes = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double[] cost = measure(service, call, ANSWERS);
        micros[round] = cost[0];
        kilobytes[round] = cost[1];
      }
      Arrays.sort(micros);
      Arrays.sort(kilobytes);
      System.out.printf(
          "%-26s %6d bytes  %7.1f us of processor time  %7.1f KB allocated%n",
          name, call.length, micros[ROUNDS / 2], kilobytes[ROUNDS / 2]);
    }
  }

  /** Processor microseconds and allocated kilobytes for one answer. */
  private static double[] measure(CrdService service, byte[] call, int answers) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long time = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    for (int answer = 0; answer < answers; answer++) {
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
