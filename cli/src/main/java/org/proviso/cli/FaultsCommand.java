package org.proviso.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.analysis.Patient;
import org.proviso.analysis.faults.FaultResult;
import org.proviso.analysis.faults.FaultTrial;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.library.Document;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that deliberate faults are found. */
@Command(
    name = "faults",
    description =
        "Puts deliberate faults into copies of documents and shows whether diff, verify and the"
            + " documents' cases find them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without FILE: the latest version of each guideline of the library.",
      "Exit code 0: every fault that changes a decision was found with a patient whom the engine"
          + " confirms, and nothing was found in the originals; 1: not so; 2: bad input.",
      "Example: proviso faults guidelines/ncd-210.14/2022-02-10.md"
          + " guidelines/ncd-100.1/2013-09-24.md"
    })
final class FaultsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "How many faults of each kind in each document at most; default: 1.")
  int each = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  FaultsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Guideline> originals = originals();
    if (!json) {
      console
          .out()
          .println(
              "| fault | document | place | decision changed | found by | confirmed | patient |");
      console.out().println("|---|---|---|---|---|---|---|");
    }
    var results = new ArrayList<FaultResult>();
    var inOriginals = new ArrayList<Finding>();
    for (Guideline original : originals) {
      Verifier.verify(original).stream()
          .filter(finding -> finding.severity() != Finding.Severity.NOTE)
          .forEach(inOriginals::add);
      List<FaultResult> found = FaultTrial.run(original, each);
      results.addAll(found);
      if (!json) {
        found.forEach(this::print);
      }
    }
    long changing = results.stream().filter(FaultResult::changesDecision).count();
    long missed = results.stream().filter(result -> !result.satisfies()).count();
    if (json) {
      console.json(toJson(originals, results, inOriginals));
    } else {
      console
          .out()
          .println(
              "%n%d fault(s) of %d kind(s) in %d document(s); %d change a decision; %d of those found and confirmed, %d not; %d finding(s) in the originals"
                  .formatted(
                      results.size(),
                      results.stream().map(result -> result.fault().kind()).distinct().count(),
                      originals.size(),
                      changing,
                      changing - missed,
                      missed,
                      inOriginals.size()));
    }
    return missed == 0 && inOriginals.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private List<Guideline> originals() {
    List<Document> read = documents.read();
    read.stream()
        .filter(document -> document.guideline().isEmpty())
        .findFirst()
        .ifPresent(
            broken -> {
              throw CommandFailure.badInput(
                  "document-has-errors",
                  broken.file(),
                  "The document has errors.",
                  "Run: proviso check");
            });
    List<Guideline> named =
        read.stream()
            .flatMap(document -> document.guideline().stream())
            .filter(guideline -> guideline.kind() != DocumentKind.SHARED)
            .toList();
    return documents.names.isEmpty()
        ? named.stream()
            .filter(
                one ->
                    named.stream()
                        .noneMatch(
                            other ->
                                other.id().equals(one.id())
                                    && other.effective().isAfter(one.effective())))
            .toList()
        : named;
  }

  private static List<String> foundBy(FaultResult result) {
    var foundBy = new ArrayList<String>();
    if (result.foundByDiff()) {
      foundBy.add("diff");
    }
    if (!result.foundByVerify().isEmpty()) {
      foundBy.add("verify: " + String.join(", ", result.foundByVerify()));
    }
    if (result.foundByCases() > 0) {
      foundBy.add("cases: " + result.foundByCases());
    }
    return foundBy;
  }

  private static String name(Guideline guideline) {
    return guideline.id() + "@" + guideline.version();
  }

  private void print(FaultResult result) {
    List<String> foundBy = foundBy(result);
    console
        .out()
        .println(
            "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                    result.fault().kind(),
                    name(result.fault().original()),
                    result.fault().where().replace("|", "\\|"),
                    result.changesDecision() ? "yes" : "no",
                    foundBy.isEmpty() ? "-" : String.join("; ", foundBy),
                    result.confirmed() ? "yes" : "-",
                    result.witness().map(Patient::words).orElse("-")));
    console.out().flush();
  }

  private static Json toJson(
      List<Guideline> originals, List<FaultResult> results, List<Finding> inOriginals) {
    return new Json.Members()
        .put("documents", Json.texts(originals.stream().map(FaultsCommand::name).toList()))
        .put(
            "faults",
            Json.array(
                results.stream()
                    .map(
                        result ->
                            new Json.Members()
                                .put("fault", result.fault().kind())
                                .put("document", name(result.fault().original()))
                                .put("place", result.fault().where())
                                .put("changesDecision", new Json.Bool(result.changesDecision()))
                                .put("foundBy", Json.texts(foundBy(result)))
                                .put("confirmed", new Json.Bool(result.confirmed()))
                                .put(
                                    "witness",
                                    Patients.toJson(
                                        result.witness(), result.fault().original().id()))
                                .toObject())
                    .toList()))
        .put("findingsInOriginals", new Json.Whole(inOriginals.size()))
        .toObject();
  }
}
