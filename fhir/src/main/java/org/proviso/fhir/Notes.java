package org.proviso.fhir;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, each once, in the order found. Not for several threads. */
final class Notes {
  /** More than anybody reads; keeps hostile input from filling the memory. */
  private static final int MOST = 1000;

  private final Set<InputProblem> problems = new LinkedHashSet<>();

  void add(InputProblem problem) {
    if (problems.size() < MOST || problem.refuses()) {
      problems.add(problem);
    }
  }

  void add(ProblemKind kind, String where, String message, String help) {
    add(new InputProblem(kind, where, message, help));
  }

  boolean refuse() {
    for (InputProblem problem : problems) {
      if (problem.refuses()) {
        return true;
      }
    }
    return false;
  }

  List<InputProblem> list() {
    return List.copyOf(problems);
  }
}
