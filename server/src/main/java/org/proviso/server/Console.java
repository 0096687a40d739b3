package org.proviso.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.proviso.ground.Problem;

/**
 * Where a command writes to, and what it is started with.
 *
 * @param out results
 * @param err messages and progress
 */
record Console(PrintStream out, PrintStream err, Map<String, String> environment) {
  Console {
    environment = Map.copyOf(environment);
  }

  /** What is wrong and what to do, for a person. */
  void problems(List<Problem> problems) {
    for (Problem problem : problems) {
      err.println(
          "proviso: " + problem.place() + ": " + problem.message() + " (" + problem.id() + ")");
      if (!problem.help().isBlank()) {
        err.println("  " + problem.help());
      }
    }
  }
}
