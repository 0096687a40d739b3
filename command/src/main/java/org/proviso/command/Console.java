package org.proviso.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/**
 * Where a command reads from and writes to.
 *
 * @param out results
 * @param err messages and progress
 * @param in what is piped or typed in
 * @param environment the variables of the environment
 */
public record Console(
    PrintStream out, PrintStream err, InputStream in, Map<String, String> environment) {
  public Console {
    environment = Map.copyOf(environment);
  }

  /** One JSON object on standard output. */
  public void json(Json value) {
    out.print(JsonWriter.pretty(value));
  }

  /** What is wrong, on standard error; for programs also as one JSON object on standard output. */
  public void problems(boolean json, List<Problem> problems) {
    if (json) {
      json(
          new Json.Members()
              .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
              .toObject());
    }
    for (Problem problem : problems) {
      err.println(
          "proviso: " + problem.place() + ": " + problem.message() + " (" + problem.id() + ")");
      if (!problem.help().isBlank()) {
        err.println("  " + problem.help());
      }
    }
  }
}
