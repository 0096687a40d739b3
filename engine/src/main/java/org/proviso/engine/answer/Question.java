package org.proviso.engine.answer;

import java.util.Optional;
import org.proviso.language.model.FactDeclaration;

/**
 * The next question to ask.
 *
 * @param fact the fact it is about
 * @param expectedCost cost still expected until everything is decided, this question included,
 *     every cell of every unknown fact being equally likely
 * @param method how the question was chosen
 * @param optimum the exact least expected cost, when it was computed
 */
public record Question(
    FactDeclaration fact, double expectedCost, Method method, Optional<Double> optimum) {
  /** How good the choice is. */
  public enum Method {
    /** No strategy has a lower expected cost. */
    EXACT,
    /** Too many facts matter for an exact search: the best single step was taken. */
    GREEDY
  }
}
