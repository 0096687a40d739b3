package org.proviso.spectroscopy.yardstick;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;

/** The page that lists every run on the yardstick. A run is listed when it starts. */
final class RunLog {

  private static final String HEADING =
      """
      # Runs on the yardstick

      Every run, in order, written by the program itself when a run starts. The yardstick is described
      [beside its code](../spectroscopy/src/test/java/org/proviso/spectroscopy/yardstick/README.md).

      | date | commit | fitter | master seed | cells | spectra a cell | all together | note |
      |---|---|---|---|---|---|---|---|
      """;

  private RunLog() {}

  static void add(RunOptions options, String fitter, Clock clock) throws IOException {
    if (!Files.exists(options.log())) {
      Files.writeString(options.log(), HEADING);
    }
    String cells = options.cells().isEmpty() ? "all" : String.join(", ", options.cells());
    String row =
        String.join(
            " | ",
            "| " + LocalDate.now(clock),
            commit(),
            fitter,
            Integer.toString(options.masterSeed()),
            cells,
            Integer.toString(options.spectra()),
            Integer.toString(options.together()),
            options.note().replace('|', '/') + " |\n");
    Files.writeString(options.log(), row, StandardOpenOption.APPEND);
  }

  /** The commit that is checked out, with a mark when files were changed since. */
  private static String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "unknown" : text;
  }
}
