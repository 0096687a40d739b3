package org.proviso.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.Patient;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.diff.Relation;
import org.proviso.analysis.diff.Revision;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose outcome a revision changes. */
@Command(
    name = "diff",
    description =
        "Says exactly whose outcome a revision changes, and apart from that what it changes in"
            + " texts, facts and code sets.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: no decision changes; 1: one does, or the comparison is not complete; 2: bad"
          + " input.",
      "Example: proviso diff ncd-210.14@2015-02-05 ncd-210.14@2022-02-10"
    })
final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Mixin TwoVersions versions = new TwoVersions();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Revision revision = GuidelineDiff.between(versions.earlier(), versions.later());
    if (json) {
      console.json(toJson(revision));
    } else {
      print(revision);
    }
    return revision.changesDecisions() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private void print(Revision revision) {
    console
        .out()
        .println(
            revision.earlier().id()
                + " "
                + revision.earlier().version()
                + " -> "
                + revision.later().id()
                + " "
                + revision.later().version()
                + ": "
                + revision.relation().word());
    for (Region region : revision.regions()) {
      console
          .out()
          .println(
              "%n%s: %s -> %s%s"
                  .formatted(
                      region.decision(),
                      OutcomeWords.of(region.from()),
                      OutcomeWords.of(region.to()),
                      region.relation() == Relation.INCOMPARABLE
                          ? ""
                          : " (" + region.relation().word() + ")"));
      region.when().forEach(condition -> console.out().println("  when " + condition));
      console
          .out()
          .println(
              "  for example "
                  + region.witness().map(Patient::words).orElse("nobody: no patient was found"));
    }
    print("decision added", revision.decisionsAdded());
    print("decision removed", revision.decisionsRemoved());
    print("text", revision.textChanges());
    print("fact", revision.factChanges());
    print("codes", revision.codeChanges());
    print("metadata", revision.metadataChanges());
    print("not worked out", revision.limits());
  }

  private void print(String kind, List<String> changes) {
    if (!changes.isEmpty()) {
      console.out().println();
      changes.forEach(change -> console.out().println(kind + ": " + change));
    }
  }

  private static Json toJson(Revision revision) {
    return new Json.Members()
        .put("old", name(revision.earlier()))
        .put("new", name(revision.later()))
        .put("relation", revision.relation().word())
        .put(
            "regions",
            Json.array(
                revision.regions().stream().map(region -> toJson(region, revision)).toList()))
        .put("decisionsAdded", Json.texts(revision.decisionsAdded()))
        .put("decisionsRemoved", Json.texts(revision.decisionsRemoved()))
        .put("textChanges", Json.texts(revision.textChanges()))
        .put("factChanges", Json.texts(revision.factChanges()))
        .put("codeChanges", Json.texts(revision.codeChanges()))
        .put("metadataChanges", Json.texts(revision.metadataChanges()))
        .put("limits", Json.texts(revision.limits()))
        .toObject();
  }

  private static String name(Guideline guideline) {
    return guideline.id() + "@" + guideline.version();
  }

  private static Json toJson(Region region, Revision revision) {
    return new Json.Members()
        .put("decision", region.decision())
        .put("from", OutcomeWords.of(region.from()))
        .put("to", OutcomeWords.of(region.to()))
        .put("relation", region.relation().word())
        .put("when", Json.texts(region.when()))
        .put("witness", Patients.toJson(region.witness(), revision.later().id()))
        .put("witnessOld", Patients.toJson(region.before(), revision.earlier().id()))
        .toObject();
  }
}
