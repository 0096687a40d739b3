package org.proviso.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proviso.command.Console;

/**
 * One run of the command, in this process.
 *
 * @param exitCode how it ended
 */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    return typing("", arguments);
  }

  /** With text typed in, against the repository's own library, on a fixed day. */
  static Run typing(String input, String... arguments) {
    System.setProperty("proviso.home", TestFiles.ROOT.toString());
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            Map.of());
    int exitCode = Main.run(console, arguments);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command about an example, on 2026-11-22. */
  static Run onExample(String command, String example, String... options) {
    var arguments =
        new ArrayList<>(
            List.of(
                command,
                TestFiles.ROOT.resolve("examples").resolve(example + ".json").toString(),
                "--today",
                "2026-11-22"));
    arguments.addAll(List.of(options));
    return of(arguments.toArray(String[]::new));
  }
}
