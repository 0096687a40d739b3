package org.proviso.conformance.roads;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.determination.Determiner;
import org.proviso.determination.FactSource;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.RequestedService;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.SourceFacts;
import org.proviso.determination.StatedFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.check.ValueReader;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * One made-up request.
 *
 * @param kind what it shows, for messages
 * @param determiner the door, over the library and for the payer of the sample
 * @param target the version that it was made up for
 * @param which the version that it asks for: the one in force, or that of a guideline
 * @param order the status of the order: {@code active} or {@code draft}
 * @param facts by name, as text
 * @param contradiction a fact of which two sources say different things
 */
record Sample(
    String kind,
    Determiner determiner,
    Guideline target,
    List<Code> services,
    LocalDate date,
    Optional<String> lineOfBusiness,
    Optional<String> jurisdiction,
    Optional<String> payer,
    WhichVersion which,
    String order,
    Map<FactName, String> facts,
    Optional<Contradiction> contradiction) {
  /** The day of every decision. */
  static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  /** Two texts about one fact. */
  record Contradiction(FactName fact, String first, String second) {}

  Sample {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  @Override
  public String toString() {
    return "%s: %s %s, %s %s on %s in %s, %s, of %s, order %s, %s, %s"
        .formatted(
            kind,
            target.id(),
            target.version(),
            which instanceof WhichVersion.InForceOf(String id) ? id + " for" : "for",
            services,
            date,
            lineOfBusiness,
            jurisdiction,
            payer,
            order,
            facts,
            contradiction);
  }

  ServiceRequested requested() {
    return new ServiceRequested(
        "sample",
        services.stream().map(RequestedService::of).toList(),
        date,
        lineOfBusiness,
        jurisdiction,
        payer,
        which);
  }

  boolean isInForce() {
    return which instanceof WhichVersion.InForce;
  }

  /** The facts as the door takes them from somebody who states them. */
  FactSource source() {
    StatedFacts stated = StatedFacts.answered("0", facts, "sample");
    return contradiction.<FactSource>map(of -> new Contradicting(stated, of)).orElse(stated);
  }

  /** What a text means for a fact. */
  static Optional<Knowledge> knowledge(FactDeclaration fact, String text) {
    if (text.equals(GivenAnswer.UNANSWERABLE)) {
      return Optional.of(new Knowledge.Unanswerable(List.of()));
    }
    return ValueReader.read(fact, text) instanceof ValueReader.Result.Read(Value value)
        ? Optional.of(
            new Knowledge.Known(value, List.<Evidence>of(new Evidence.Answered("sample"))))
        : Optional.empty();
  }

  private record Contradicting(StatedFacts source, Contradiction of) implements FactSource {
    @Override
    public String digest() {
      return source.digest();
    }

    @Override
    public Set<FactName> stated() {
      return source.stated();
    }

    @Override
    public SourceFacts facts(Guideline guideline) {
      if (!(source.facts(guideline) instanceof SourceFacts.Found(var known, var notes))
          || guideline.fact(of.fact()).isEmpty()) {
        return source.facts(guideline);
      }
      FactDeclaration fact = guideline.fact(of.fact()).get();
      var all = new TreeMap<>(known);
      all.put(
          of.fact(),
          Combine.all(
              List.of(
                  knowledge(fact, of.first()).orElseThrow(),
                  knowledge(fact, of.second()).orElseThrow())));
      return new SourceFacts.Found(all, notes);
    }
  }
}
