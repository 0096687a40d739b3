package org.proviso.determination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;

/**
 * The facts themselves, as somebody states them: a witness, or a form that names facts. Nothing is
 * read from anywhere else.
 */
public final class StatedFacts implements FactSource {
  private final String digest;
  private final Map<FactName, String> texts;
  private final Evidence evidence;
  private final boolean isWitness;

  private StatedFacts(
      String digest, Map<FactName, String> texts, Evidence evidence, boolean isWitness) {
    this.digest = digest;
    this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    this.evidence = evidence;
    this.isWitness = isWitness;
  }

  /**
   * The facts of a patient who was made up to show something of a document.
   *
   * @param digest SHA-256 of what states them, in lower-case hexadecimal
   * @param texts by fact, each written as the fact's type writes its values
   */
  public static StatedFacts witness(String digest, Map<FactName, String> texts) {
    return new StatedFacts(digest, texts, new Evidence.Example("witness"), true);
  }

  /**
   * Facts that somebody states.
   *
   * @param digest SHA-256 of what states them, in lower-case hexadecimal
   * @param texts by fact, each written as the fact's type writes its values
   * @param channel how they were stated, for example {@code native API}
   */
  public static StatedFacts answered(String digest, Map<FactName, String> texts, String channel) {
    return new StatedFacts(digest, texts, new Evidence.Answered(channel), false);
  }

  @Override
  public boolean statesDocuments() {
    return isWitness;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public Set<FactName> stated() {
    return texts.keySet();
  }

  @Override
  public SourceFacts facts(Guideline guideline) {
    var known = new HashMap<FactName, Knowledge>();
    var wrong = new ArrayList<Problem>();
    texts.forEach(
        (fact, text) -> {
          if (guideline.fact(fact).isPresent()) {
            switch (read(guideline, fact, text)) {
              case GivenAnswer.Right(Knowledge knowledge) -> known.put(fact, knowledge);
              case GivenAnswer.Wrong(Problem problem) -> wrong.add(problem);
            }
          }
        });
    return wrong.isEmpty()
        ? new SourceFacts.Found(known, List.of())
        : new SourceFacts.Unusable(wrong);
  }

  private GivenAnswer read(Guideline guideline, FactName fact, String text) {
    return isWitness
        ? GivenAnswer.ofWitness(guideline, fact, text, evidence)
        : GivenAnswer.read(guideline, fact, text, evidence);
  }
}
