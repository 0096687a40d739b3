package org.proviso.benchmarks.bundles;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.proviso.benchmarks.report.Figure;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;

/**
 * The CPU time from the bytes of an order to the bytes of a response, by both paths, over the same
 * seeded orders. The responses are compared first, byte for byte in canonical form (RFC 8785).
 */
public final class FhirPath {
  private static final int ORDERS = 500;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<byte[]> orders = OrderBundles.make(ORDERS);
  private final int rounds;
  private final int warmUps;

  /**
   * @param quick to see that everything works, with numbers that mean nothing
   */
  public FhirPath(boolean quick) {
    this.rounds = quick ? 2 : 15;
    this.warmUps = quick ? 2 : 30;
  }

  /**
   * Compares the responses, then measures.
   *
   * @throws IllegalStateException when responses differ
   */
  public List<Figure> measure() {
    var streaming = new StreamingPath();
    var hapi = new HapiPath();
    compare(streaming::respond, hapi::respond);
    double bytes = orders.stream().mapToInt(order -> order.length).average().orElse(0);
    var figures = new ArrayList<Figure>();
    figures.add(figure("orders", "Orders", "size", bytes, "B"));
    figures.add(figure("orders", "Orders", "compared", ORDERS, "responses"));
    double fast = measure("streaming", "Proviso, streaming", streaming::respond, orders, figures);
    double slow = measure("hapi", "HAPI 8.8.1 and Proviso", hapi::respond, orders, figures);
    figures.add(figure("streaming", "Proviso, streaming", "times HAPI", slow / fast, "x"));
    var hapiHook = new HapiHookPath();
    List<OrderBundles.Call> calls = OrderBundles.calls(ORDERS);
    List<HapiHookPath.Given> given = answered(calls, hapiHook);
    figures.add(figure("orders", "Orders", "answers compared", ORDERS, "answers"));
    double whole =
        measure(
            "hook", "Proviso, whole answer to order-sign", new HookPath()::respond, calls, figures);
    double alone =
        measure(
            "hapi-hook",
            "HAPI alone: the call's resources read, the order written",
            hapiHook::respond,
            given,
            figures);
    figures.add(
        figure("hook", "Proviso, whole answer to order-sign", "times HAPI", alone / whole, "x"));
    return figures;
  }

  /** The calls with their answers, which HAPI writes as Proviso does. */
  private static List<HapiHookPath.Given> answered(
      List<OrderBundles.Call> calls, HapiHookPath hapi) {
    var hook = new HookPath();
    var given = new ArrayList<HapiHookPath.Given>();
    for (OrderBundles.Call call : calls) {
      byte[] answer = hook.respond(call);
      HapiHookPath.Given one = hapi.given(call, answer);
      requireSame(given.size(), answer, hapi.respond(one));
      given.add(one);
    }
    return given;
  }

  private void compare(UnaryOperator<byte[]> left, UnaryOperator<byte[]> right) {
    for (int index = 0; index < ORDERS; index++) {
      requireSame(index, left.apply(orders.get(index)), right.apply(orders.get(index)));
    }
  }

  private static void requireSame(int index, byte[] left, byte[] right) {
    String one = canonical(left);
    String other = canonical(right);
    if (!one.equals(other)) {
      throw new IllegalStateException(
          "order %d has different responses:%n%s%n%s".formatted(index, one, other));
    }
  }

  private static String canonical(byte[] response) {
    try {
      Json json = JsonReader.read(new String(response, StandardCharsets.UTF_8));
      return JsonWriter.canonical(json);
    } catch (JsonReader.NotJsonException notJson) {
      throw new IllegalStateException("the response is not JSON", notJson);
    }
  }

  private <T> double measure(
      String subject,
      String title,
      Function<T, byte[]> path,
      List<T> inputs,
      List<Figure> figures) {
    long responses = 0;
    for (int round = 0; round < warmUps; round++) {
      responses += round(path, inputs);
    }
    var times = new double[rounds];
    long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().threadId());
    for (int round = 0; round < rounds; round++) {
      long start = thread.getCurrentThreadCpuTime();
      responses += round(path, inputs);
      times[round] = (thread.getCurrentThreadCpuTime() - start) / 1000.0 / ORDERS;
    }
    allocated = thread.getThreadAllocatedBytes(Thread.currentThread().threadId()) - allocated;
    Arrays.sort(times);
    double median = times[rounds / 2];
    figures.add(figure(subject, title, "CPU time for an order", median, "us"));
    figures.add(figure(subject, title, "allocated", (double) allocated / rounds / ORDERS, "B"));
    figures.add(
        figure(
            subject,
            title,
            "response size",
            (double) responses / (warmUps + rounds) / ORDERS,
            "B"));
    return median;
  }

  /** Responds to every order once; the sum of the sizes keeps the work from being left out. */
  private static <T> long round(Function<T, byte[]> path, List<T> inputs) {
    long bytes = 0;
    for (T input : inputs) {
      bytes += path.apply(input).length;
    }
    return bytes;
  }

  private static Figure figure(
      String subject, String title, String measure, double value, String unit) {
    return new Figure("fhir", "order", subject, title, "", measure, value, Optional.empty(), unit);
  }
}
