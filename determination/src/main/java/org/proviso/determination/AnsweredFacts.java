package org.proviso.determination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;

/**
 * A source of facts, with what the caller says besides. The line of business that the caller gives
 * replaces the source's; an answer that agrees with the source adds evidence, one that disagrees
 * contradicts it.
 */
public final class AnsweredFacts implements FactSource {
  private static final Evidence OPTION = new Evidence.Answered("option");

  private final FactSource source;
  private final Optional<String> lineOfBusiness;
  private final Map<FactName, String> answers;
  private final Evidence channel;

  /**
   * A source with what the options say besides it.
   *
   * @param source what is answered on top of
   */
  public AnsweredFacts(FactSource source, Options options) {
    this.source = source;
    this.lineOfBusiness = options.lineOfBusiness();
    this.answers = new TreeMap<>(options.answers());
    this.channel = new Evidence.Answered(options.channel());
  }

  @Override
  public String digest() {
    return source.digest();
  }

  @Override
  public List<Problem> contradictions(LocalDate dateOfService, LocalDate today) {
    return source.contradictions(dateOfService, today);
  }

  @Override
  public Set<FactName> stated() {
    var stated = new TreeSet<>(source.stated());
    stated.addAll(answers.keySet());
    return stated;
  }

  @Override
  public SourceFacts facts(Guideline guideline) {
    return switch (source.facts(guideline)) {
      case SourceFacts.Unusable unusable -> unusable;
      case SourceFacts.Found(var known, var notes) -> {
        var laid = new HashMap<>(known);
        var wrong = new ArrayList<Problem>();
        lineOfBusiness
            .filter(_ -> guideline.fact(Determiner.LINE_OF_BUSINESS).isPresent())
            .map(line -> GivenAnswer.read(guideline, Determiner.LINE_OF_BUSINESS, line, OPTION))
            .ifPresent(
                answer -> {
                  switch (answer) {
                    case GivenAnswer.Right(Knowledge knowledge) ->
                        laid.put(Determiner.LINE_OF_BUSINESS, knowledge);
                    case GivenAnswer.Wrong(Problem problem) -> wrong.add(problem);
                  }
                });
        answers.forEach(
            (fact, text) -> {
              if (guideline.fact(fact).isPresent()) {
                switch (GivenAnswer.read(guideline, fact, text, channel)) {
                  case GivenAnswer.Right(Knowledge knowledge) ->
                      laid.merge(
                          fact, knowledge, (before, now) -> Combine.all(List.of(before, now)));
                  case GivenAnswer.Wrong(Problem problem) -> wrong.add(problem);
                }
              }
            });
        yield wrong.isEmpty()
            ? new SourceFacts.Found(laid, notes)
            : new SourceFacts.Unusable(wrong);
      }
    };
  }
}
