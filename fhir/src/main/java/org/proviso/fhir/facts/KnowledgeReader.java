package org.proviso.fhir.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

/** What is known of each fact of one guideline: from answers and resources, combined. */
final class KnowledgeReader {
  private final ReadingContext context;
  private final Guideline guideline;
  private final Answers answers;
  private final MatchFinder finder;
  private final MatchKnowledge matchKnowledge;
  private final WindowDays windows;
  private final Disagreements disagreements;
  private final Map<FactName, Knowledge> done = new HashMap<>();
  private final Set<FactName> underWay = new HashSet<>();

  KnowledgeReader(ReadingContext context, Guideline guideline) {
    this.context = context;
    this.guideline = guideline;
    var values = new Values(context.concepts());
    this.answers = new Answers(context, values);
    var dates = new MatchDates(context);
    this.finder = new MatchFinder(context, guideline, dates);
    this.matchKnowledge = new MatchKnowledge(context, dates, values);
    this.windows = new WindowDays(context.dateOfService(), this::value);
    this.disagreements = new Disagreements(context.notes());
  }

  Knowledge knowledge(FactDeclaration fact) {
    Knowledge known = done.get(fact.name());
    if (known != null) {
      return known;
    }
    if (!underWay.add(fact.name())) {
      // A window that rests, in the end, on its own fact.
      return new Knowledge.NotAsked();
    }
    Knowledge read = read(fact);
    underWay.remove(fact.name());
    done.put(fact.name(), read);
    return read;
  }

  private Knowledge read(FactDeclaration fact) {
    var said = new ArrayList<Knowledge>();
    boolean doubtful = answers.add(fact, said);
    var refuted = new ArrayList<Match>();
    var found = new ArrayList<Match>();
    for (FactSource source : fact.sources()) {
      if (source instanceof FactSource.Resources resources) {
        Knowledge one = read(fact, resources, found, refuted);
        if (one != null) {
          said.add(one);
        }
      }
    }
    doubtful |= disagreements.isOffGrid(fact, said);
    Knowledge combined =
        doubtful
            ? new Knowledge.NotAsked()
            : Disagreements.refute(found, refuted, Combine.all(said));
    disagreements.note(fact, said, combined);
    return combined;
  }

  private @Nullable Knowledge read(
      FactDeclaration fact, FactSource.Resources source, List<Match> all, List<Match> refuted) {
    ReadableElement readable = ReadableElement.of(source.resource(), source.element());
    if (readable == null) {
      context
          .notes()
          .add(
              ProblemKind.SOURCE_NOT_READABLE,
              "Bundle",
              "The fact "
                  + fact.name()
                  + " names "
                  + source.resource()
                  + source.element().map(element -> "." + element).orElse("")
                  + ", which is not read.",
              "Name a source of docs/fhir-facts.md in the guideline.");
      return null;
    }
    if (readable.shape() == ReadableElement.Shape.COVERAGE) {
      return context
          .coverage()
          .map(coverage -> CoverageFacts.read(fact.type(), source, context.place(coverage)))
          .orElse(null);
    }
    Matches found = finder.find(source, readable, windows.of(source.window()));
    all.addAll(found.sure());
    refuted.addAll(found.refuted());
    return matchKnowledge.of(fact.type(), source, readable, found);
  }

  private Optional<Value> value(FactName fact) {
    return guideline
        .fact(fact)
        .map(this::knowledge)
        .flatMap(
            knowledge ->
                knowledge instanceof Known known ? Optional.of(known.value()) : Optional.empty());
  }
}
