package org.proviso.benchmarks.report;

import java.util.Optional;
import org.proviso.ground.json.Json;

/**
 * One measured number.
 *
 * @param part which part of the run measured it
 * @param workload on which requests or documents
 * @param subject who was measured, an identifier
 * @param title the same for readers
 * @param selection which of the requests, or another condition; may be empty
 * @param measure what was measured, for example {@code decisions}
 * @param value the number
 * @param error half the width of its 99.9 % confidence interval, where there is one
 * @param unit for example {@code 1/s}, {@code B}, {@code ms}
 */
public record Figure(
    String part,
    String workload,
    String subject,
    String title,
    String selection,
    String measure,
    double value,
    Optional<Double> error,
    String unit) {
  /** The figure as an object. */
  Json toJson() {
    return new Json.Members()
        .put("workload", workload)
        .put("subject", subject)
        .put("title", title)
        .put("selection", selection)
        .put("measure", measure)
        .put("value", new Json.Real(value))
        .putIf("error", error.filter(Double::isFinite).map(Json.Real::new))
        .put("unit", unit)
        .toObject();
  }

  /** Reads what {@link #toJson} wrote. */
  static Figure of(String part, Json.Obj figure) {
    return new Figure(
        part,
        text(figure, "workload"),
        text(figure, "subject"),
        text(figure, "title"),
        text(figure, "selection"),
        text(figure, "measure"),
        number(figure, "value").orElseThrow(),
        number(figure, "error"),
        text(figure, "unit"));
  }

  private static String text(Json.Obj object, String member) {
    return object.get(member).orElseThrow() instanceof Json.Text(String value) ? value : "";
  }

  private static Optional<Double> number(Json.Obj object, String member) {
    return object
        .get(member)
        .flatMap(
            value ->
                switch (value) {
                  case Json.Real(double real) -> Optional.of(real);
                  case Json.Whole(long whole) -> Optional.of((double) whole);
                  case Json.Text _, Json.Bool _, Json.Null _, Json.Array _, Json.Obj _ ->
                      Optional.<Double>empty();
                });
  }
}
