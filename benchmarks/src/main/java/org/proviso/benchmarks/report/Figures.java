package org.proviso.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Figures of several parts, and how to find one. */
record Figures(List<Figure> all) {
  Figures {
    all = List.copyOf(all);
  }

  static Figures of(List<Results> parts) {
    return new Figures(parts.stream().flatMap(part -> part.figures().stream()).toList());
  }

  /** The identifiers of who was measured on a workload, in the order of measurement. */
  List<String> subjects(String workload, String measure) {
    return on(workload, measure).map(Figure::subject).distinct().toList();
  }

  private Stream<Figure> on(String workload, String measure) {
    return all.stream()
        .filter(figure -> figure.workload().equals(workload))
        .filter(figure -> figure.measure().equals(measure));
  }

  Optional<Figure> find(String workload, String subject, String selection, String measure) {
    return on(workload, measure)
        .filter(figure -> figure.subject().equals(subject))
        .filter(figure -> figure.selection().equals(selection))
        .findFirst();
  }

  /** How readers know a subject. */
  String title(String subject) {
    return all.stream()
        .filter(figure -> figure.subject().equals(subject))
        .map(Figure::title)
        .findFirst()
        .orElse(subject);
  }
}
