package org.proviso.fhir.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, each once, in the order found. Not for several threads. */
public final class Notes {
  /** More than anybody reads; keeps hostile input from filling the memory. */
  private static final int MAX_PROBLEMS = 1000;

  private final Set<InputProblem> problems = new LinkedHashSet<>();

  public void add(InputProblem problem) {
    if (problems.size() < MAX_PROBLEMS || problem.refuses()) {
      problems.add(problem);
    }
  }

  public void add(ProblemKind kind, String where, String message, String help) {
    add(new InputProblem(kind, where, message, help));
  }

  public boolean refuse() {
    for (InputProblem problem : problems) {
      if (problem.refuses()) {
        return true;
      }
    }
    return false;
  }

  public List<InputProblem> list() {
    return List.copyOf(problems);
  }
}
