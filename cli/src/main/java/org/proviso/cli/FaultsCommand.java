package org.proviso.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.analysis.Patient;
import org.proviso.analysis.faults.FaultResult;
import org.proviso.analysis.faults.FaultTrial;
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
        "Puts deliberate faults into copies of documents and shows whether diff, verify and the documents' cases find them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: every fault that changes a decision was found with a confirmed patient; 1: one was not.",
      "Example: proviso faults guidelines/ncd-210.14/2022-02-10.md guidelines/ncd-100.1/2013-09-24.md"
    })
final class FaultsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin Documents documents = new Documents();

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "How many faults of each kind in each document at most; default: 1.")
  int each = 1;

  FaultsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var results = new ArrayList<FaultResult>();
    console
        .out()
        .println(
            "| fault | document | place | decision changed | found by | confirmed | patient |");
    console.out().println("|---|---|---|---|---|---|---|");
    for (Document document : documents.read()) {
      document
          .guideline()
          .filter(guideline -> guideline.kind() != DocumentKind.SHARED)
          .ifPresent(guideline -> results.addAll(run(guideline)));
    }
    long changing = results.stream().filter(FaultResult::changesDecision).count();
    long missed = results.stream().filter(result -> !result.satisfies()).count();
    console
        .out()
        .println(
            "%n%d fault(s); %d change a decision; %d of those found and confirmed, %d not"
                .formatted(results.size(), changing, changing - missed, missed));
    return missed == 0 ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private List<FaultResult> run(Guideline guideline) {
    List<FaultResult> results = FaultTrial.run(guideline, each);
    results.forEach(this::print);
    return results;
  }

  private void print(FaultResult result) {
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
    console
        .out()
        .println(
            "| %s | %s@%s | %s | %s | %s | %s | %s |"
                .formatted(
                    result.fault().kind(),
                    result.fault().original().id(),
                    result.fault().original().version(),
                    result.fault().where().replace("|", "\\|"),
                    result.changesDecision() ? "yes" : "no",
                    foundBy.isEmpty() ? "-" : String.join("; ", foundBy),
                    result.confirmed() ? "yes" : "-",
                    result.witness().map(Patient::words).orElse("-")));
  }
}
