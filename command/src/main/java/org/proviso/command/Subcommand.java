package org.proviso.command;

import java.util.List;
import java.util.function.Function;

/**
 * A subcommand, which is made only when it is called or listed.
 *
 * @param name as it is typed
 * @param make makes the annotated object of picocli
 * @param below its own subcommands
 */
public record Subcommand(String name, Function<Console, Object> make, List<Subcommand> below) {
  public Subcommand {
    below = List.copyOf(below);
  }

  /** A subcommand with those below it. */
  public static Subcommand of(
      String name, Function<Console, Object> make, Subcommand... subcommands) {
    return new Subcommand(name, make, List.of(subcommands));
  }
}
