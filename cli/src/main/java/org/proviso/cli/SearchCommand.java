package org.proviso.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.library.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds guidelines by words. */
@Command(
    name = "search",
    description = "Finds guidelines by words of their titles, other names and sections.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: found; 1: nothing found.",
      "Example: proviso search \"proton spectroscopy\""
    })
final class SearchCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to look for.")
  List<String> words = List.of();

  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--all", description = "Every version; default: the latest of each guideline.")
  boolean all;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  SearchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var opened = Determiners.open(library);
    List<SearchResult> found =
        opened.search(String.join(" ", words)).stream()
            .filter(
                result ->
                    all
                        || opened
                            .versions(result.guideline().id())
                            .getLast()
                            .equals(result.guideline()))
            .toList();
    if (json) {
      console.json(
          new Json.Members()
              .put("results", Json.array(found.stream().map(SearchCommand::toJson).toList()))
              .toObject());
    } else {
      for (SearchResult result : found) {
        console
            .out()
            .println(
                "%s, version %s  %s%n    %s: %s"
                    .formatted(
                        result.guideline().id(),
                        result.guideline().version(),
                        result.guideline().title(),
                        result.place(),
                        result.excerpt().replaceAll("\\s+", " ").strip()));
      }
      if (found.isEmpty()) {
        console.out().println("Nothing found.");
      }
    }
    return found.isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static Json toJson(SearchResult result) {
    return new Json.Members()
        .put("guideline", result.guideline().id())
        .put("version", result.guideline().version())
        .put("title", result.guideline().title())
        .put("place", result.place())
        .put("excerpt", result.excerpt())
        .toObject();
  }
}
