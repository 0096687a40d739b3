package org.proviso.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.InputFile;
import org.proviso.command.OutputFile;
import org.proviso.language.format.Formatter;
import org.proviso.language.library.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Formats documents. */
@Command(
    name = "format",
    description = "Formats front matter and fenced blocks; prose stays as it is, byte for byte.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: done; 1 (with --check): a file is not formatted.",
      "Example: proviso format guidelines/04-70540-07/2025-05-15.md"
    })
final class FormatCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Documents to format in place.")
  List<Path> files = List.of();

  @Option(names = "--check", description = "Change nothing; say which files are not formatted.")
  boolean check;

  FormatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean unformatted = false;
    for (Path file : files) {
      String source = InputFile.text(file, Document.SIZE_LIMIT, "Name a document.");
      String formatted = Formatter.format(source);
      if (!formatted.equals(source)) {
        unformatted = true;
        if (!check) {
          OutputFile.replace(file, formatted, "The formatted document");
        }
        console.out().println((check ? "not formatted: " : "formatted: ") + file);
      }
    }
    return check && unformatted ? ExitCode.FINDINGS : ExitCode.OK;
  }
}
