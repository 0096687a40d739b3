package org.proviso.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.proviso.batch.BatchDecision;
import org.proviso.command.Console;
import org.proviso.command.OutputFile;
import org.proviso.command.WatchedOutput;

/** Where the decisions of a batch go. */
final class BatchOutput {
  private static final String WHAT = "The decisions";

  private BatchOutput() {}

  /** What decides the requests and writes as it goes. */
  interface Writing {
    BatchDecision.Report to(OutputStream out) throws IOException;
  }

  /**
   * Writes to a file. Until all decisions are there, the file is called the same with {@code .part}
   * after it, so that a batch that breaks off leaves nothing that looks whole. A pipe or a device
   * is written to at once.
   *
   * @throws IOException when the requests cannot be read; what cannot be written is a failure of
   *     the command
   */
  static BatchDecision.Report toFile(Path target, Writing writing) throws IOException {
    Path part =
        Files.exists(target) && !Files.isRegularFile(target)
            ? target
            : target.resolveSibling(target.getFileName() + ".part");
    BatchDecision.Report report;
    WatchedOutput out = OutputFile.open(part, WHAT);
    try (out) {
      report = writing.to(out);
    } catch (IOException | RuntimeException failure) {
      if (!part.equals(target)) {
        Files.deleteIfExists(part);
      }
      if (out.fault().isPresent()) {
        throw OutputFile.unwritable(target, WHAT, out.fault().get());
      }
      throw failure;
    }
    if (!part.equals(target)) {
      try {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failure) {
        throw OutputFile.unwritable(target, WHAT, failure);
      }
    }
    return report;
  }

  /**
   * Writes to standard output, and stops when nobody takes it.
   *
   * @return empty when it could not be written; the program says so when it ends
   * @throws IOException when the requests cannot be read
   */
  static Optional<BatchDecision.Report> toStandardOutput(Console console, Writing writing)
      throws IOException {
    var out = new WatchedOutput(new Checked(console.out()));
    try {
      return Optional.of(writing.to(out));
    } catch (IOException failure) {
      if (out.fault().isPresent()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** A print stream that says when it cannot be written. */
  private static final class Checked extends OutputStream {
    private final PrintStream to;

    Checked(PrintStream to) {
      this.to = to;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
      to.write(bytes, start, count);
      if (to.checkError()) {
        throw new IOException("standard output cannot be written");
      }
    }
  }
}
