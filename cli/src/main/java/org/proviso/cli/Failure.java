package org.proviso.cli;

import java.util.List;

/** Ends a command: what is wrong, what to do, and the exit code. Not a defect. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String id;
  private final String place;
  private final transient List<String> help;

  Failure(int exitCode, String id, String place, String message, List<String> help) {
    super(message);
    this.exitCode = exitCode;
    this.id = id;
    this.place = place;
    this.help = List.copyOf(help);
  }

  static Failure badInput(String id, String place, String message, String... help) {
    return new Failure(ExitCode.BAD_INPUT, id, place, message, List.of(help));
  }

  int exitCode() {
    return exitCode;
  }

  String id() {
    return id;
  }

  String place() {
    return place;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  List<String> help() {
    return help;
  }
}
