package org.proviso.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.OutputFile;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Guideline;
import org.proviso.language.page.ReadBack;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a document back as the machine understood it. */
@Command(
    name = "read-back",
    description =
        "Reads a document back as the machine understood it: decision tables, and each criterion"
            + " in English beside its sentence.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: done; 2: bad input.",
      "Example: proviso read-back ncd-210.14@2022-02-10 --html --out ldct.html"
    })
final class ReadBackCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "DOC",
      description = "One version: a file, or ID@VERSION of the library.")
  String document = "";

  @ArgGroup Format format = new Format();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it there instead of to standard output.")
  @Nullable Path out;

  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--json", description = "Print one JSON object with the text in it.")
  boolean json;

  /** One of two. */
  static final class Format {
    @Option(names = "--markdown", description = "As Markdown (default).")
    boolean markdown;

    @Option(names = "--html", description = "As one HTML page that needs no other file.")
    boolean html;
  }

  ReadBackCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    NamedVersion version = NamedVersion.of(document, library);
    Guideline guideline = version.guideline();
    String text = format.html ? ReadBack.html(guideline) : ReadBack.markdown(guideline);
    if (out != null) {
      OutputFile.spare(version.file(), out);
      OutputFile.write(out, text, "It");
    }
    if (json) {
      console.json(
          new Json.Members()
              .put("guideline", guideline.id())
              .put("version", guideline.version())
              .put("contentHash", guideline.contentHash())
              .put("format", format.html ? "html" : "markdown")
              .put("text", text)
              .toObject());
    } else if (out == null) {
      console.out().print(text);
    } else {
      console.out().println("written: " + out);
    }
    return ExitCode.OK;
  }
}
