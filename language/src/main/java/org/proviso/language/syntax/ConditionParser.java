package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Window.Direction;

/** Reads conditions. */
final class ConditionParser {
  private static final String COMPARISON_HELP =
      "write a comparison, for example `age at least 18` or `line-of-business is fep`";

  private final Cursor cursor;
  private final TermParser terms;

  ConditionParser(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new TermParser(cursor);
  }

  /** The reader of the terms in the same line. */
  TermParser terms() {
    return terms;
  }

  /** A whole condition. */
  ConditionSyntax condition() {
    terms.enter();
    int start = cursor.offset();
    List<ConditionSyntax> parts = new ArrayList<>();
    parts.add(part());
    boolean and = cursor.isNext("and");
    String joiner = and ? "and" : "or";
    while (cursor.acceptPhrase(joiner)) {
      parts.add(part());
    }
    if (parts.size() > 1 && cursor.isNext(and ? "or" : "and")) {
      int other = cursor.offset();
      cursor.acceptPhrase(and ? "or" : "and");
      throw new SyntaxProblem(
          DiagnosticId.MIXED_AND_OR,
          cursor.spanFrom(other),
          "`and` and `or` stand side by side, and readers disagree on which binds closer",
          Optional.of("put parentheses around what belongs together: `a and (b or c)`"));
    }
    terms.leave(1);
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return and
        ? new ConditionSyntax.And(parts, cursor.spanFrom(start))
        : new ConditionSyntax.Or(parts, cursor.spanFrom(start));
  }

  private ConditionSyntax part() {
    int start = cursor.offset();
    if (cursor.acceptPhrase("not")) {
      terms.enter();
      ConditionSyntax negated = part();
      terms.leave(1);
      return new ConditionSyntax.Not(negated, cursor.spanFrom(start));
    }
    if (cursor.peek() == '(' && !cursor.atEnd() && !parenthesesHoldTerm()) {
      cursor.acceptSymbol("(");
      ConditionSyntax inner = condition();
      if (!cursor.acceptSymbol(")")) {
        throw cursor.expected("`)`");
      }
      return inner;
    }
    if (cursor.acceptPhrase("always")) {
      return new ConditionSyntax.Constant(true, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("never")) {
      return new ConditionSyntax.Constant(false, cursor.spanFrom(start));
    }
    return comparison();
  }

  /** Whether what follows the closing parenthesis shows that a number stands inside. */
  private boolean parenthesesHoldTerm() {
    Cursor.Mark mark = cursor.mark();
    cursor.reset(cursor.afterMatchingParenthesis());
    boolean term =
        !cursor.atEnd()
            && (terms.atOperator()
                || "<>=!".indexOf(cursor.peek()) >= 0
                || cursor.isNext("at")
                || cursor.isNext("more")
                || cursor.isNext("less")
                || cursor.isNext("between"));
    cursor.reset(mark);
    return term;
  }

  private ConditionSyntax comparison() {
    int start = cursor.offset();
    TermSyntax left = terms.term();
    if (left instanceof TermSyntax.Name(Word name)) {
      Optional<ConditionSyntax> ofName = comparisonOfName(name, start);
      if (ofName.isPresent()) {
        return ofName.get();
      }
    }
    return comparisonOf(left, start);
  }

  /** The comparisons that only a name can have; empty when none of them is next. */
  private Optional<ConditionSyntax> comparisonOfName(Word name, int start) {
    if (cursor.acceptPhrase("is")) {
      boolean negated = cursor.acceptPhrase("not");
      boolean several = cursor.acceptPhrase("one of");
      List<Word> symbols = new ArrayList<>();
      do {
        symbols.add(cursor.name("a value"));
      } while (several && cursor.acceptSymbol(","));
      if (!several && cursor.peek() == ',') {
        String first = symbols.getFirst().text();
        throw cursor.expected(
            "one value after `is`",
            Optional.of(
                "to allow several, write `"
                    + name.text()
                    + (negated ? " is not one of " : " is one of ")
                    + first
                    + ", …`"));
      }
      return Optional.of(new ConditionSyntax.Is(name, negated, symbols, cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("in force")) {
      return Optional.of(new ConditionSyntax.InForce(name, cursor.spanFrom(start)));
    }
    boolean notIn = cursor.acceptPhrase("not in");
    if (notIn || cursor.acceptPhrase("in")) {
      Word valueSet = cursor.name("the name of a value set");
      return Optional.of(new ConditionSyntax.In(name, notIn, valueSet, cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("includes") || cursor.acceptPhrase("include")) {
      Word valueSet = cursor.name("the name of a value set");
      return Optional.of(new ConditionSyntax.Include(name, valueSet, cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("tried for at least")) {
      DurationSyntax duration = terms.duration();
      Optional<WindowSyntax> window = Optional.empty();
      if (cursor.acceptSymbol(",")) {
        window = Optional.of(terms.window());
      }
      return Optional.of(new ConditionSyntax.Tried(name, duration, window, cursor.spanFrom(start)));
    }
    Optional<ConditionSyntax> frequency = frequency(name, start);
    if (frequency.isPresent()) {
      return frequency;
    }
    return atEndOfPart() ? Optional.of(new ConditionSyntax.Name(name)) : Optional.empty();
  }

  private boolean atEndOfPart() {
    return cursor.atEnd()
        || cursor.peek() == ')'
        || cursor.isNext("and")
        || cursor.isNext("or")
        || (cursor.peek() == '-' && cursor.peekSecond() == '>');
  }

  private Optional<ConditionSyntax> frequency(Word name, int start) {
    Cursor.Mark mark = cursor.mark();
    if (cursor.acceptPhrase("at most") && cursor.atNumber()) {
      Word count = cursor.number("a number");
      if (cursor.acceptPhrase("per")) {
        DurationSyntax period = terms.duration();
        return Optional.of(
            new ConditionSyntax.Frequency(name, count, period, cursor.spanFrom(start)));
      }
    }
    cursor.reset(mark);
    return Optional.empty();
  }

  private ConditionSyntax comparisonOf(TermSyntax left, int start) {
    Optional<Comparison> symbol = acceptSymbol();
    if (symbol.isPresent()) {
      TermSyntax right = terms.term();
      return new ConditionSyntax.Compare(left, symbol.get(), right, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("between")) {
      TermSyntax low = terms.term();
      if (!cursor.acceptPhrase("and")) {
        throw cursor.expected("`and` and the upper end");
      }
      TermSyntax high = terms.term();
      return new ConditionSyntax.Between(left, low, high, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("within")) {
      return within(left, start);
    }
    Optional<Comparison> dates = acceptDateComparison();
    if (dates.isPresent()) {
      TermSyntax right = terms.date();
      return new ConditionSyntax.CompareDates(left, dates.get(), right, cursor.spanFrom(start));
    }
    Optional<Comparison> words = acceptWords();
    if (words.isPresent()) {
      return distanceOrNumber(left, words.get(), start);
    }
    if (cursor.acceptPhrase("exactly")) {
      DurationSyntax distance = terms.duration();
      return distance(left, Comparison.EQUAL, distance, start);
    }
    throw cursor.expected("a comparison", Optional.of(comparisonHelp()));
  }

  /** The sign or word of the language for one that people write instead. */
  private String comparisonHelp() {
    String meant =
        switch (cursor.peek()) {
          case '\u2265' -> ">=";
          case '\u2264' -> "<=";
          case '\u2260' -> "!=";
          default ->
              cursor.isNext("over") || cursor.isNext("above") || cursor.isNext("greater than")
                  ? "more than"
                  : cursor.isNext("under") || cursor.isNext("below") ? "less than" : "";
        };
    return meant.isEmpty() ? COMPARISON_HELP : "write `" + meant + "`";
  }

  private ConditionSyntax within(TermSyntax left, int start) {
    DurationSyntax distance = terms.duration();
    Optional<Direction> direction = terms.acceptDirection();
    if (direction.isEmpty() && !cursor.acceptPhrase("of")) {
      throw cursor.expected("`before`, `after` or `of`");
    }
    TermSyntax right = terms.date();
    return new ConditionSyntax.Within(left, distance, direction, right, cursor.spanFrom(start));
  }

  private ConditionSyntax distanceOrNumber(TermSyntax left, Comparison comparison, int start) {
    Cursor.Mark mark = cursor.mark();
    Optional<DurationSyntax> distance = terms.acceptDuration();
    if (distance.isPresent() && (cursor.isNext("before") || cursor.isNext("after"))) {
      return distance(left, comparison, distance.get(), start);
    }
    cursor.reset(mark);
    TermSyntax right = terms.term();
    return new ConditionSyntax.Compare(left, comparison, right, cursor.spanFrom(start));
  }

  private ConditionSyntax distance(
      TermSyntax left, Comparison comparison, DurationSyntax distance, int start) {
    Direction direction =
        terms.acceptDirection().orElseThrow(() -> cursor.expected("`before` or `after`"));
    TermSyntax right = terms.date();
    return new ConditionSyntax.Distance(
        left, comparison, distance, direction, right, cursor.spanFrom(start));
  }

  private Optional<Comparison> acceptSymbol() {
    // The longer symbols come first, so that `<=` is not read as `<`.
    for (Comparison comparison :
        List.of(
            Comparison.AT_MOST,
            Comparison.AT_LEAST,
            Comparison.NOT_EQUAL,
            Comparison.LESS,
            Comparison.GREATER,
            Comparison.EQUAL)) {
      if (cursor.acceptSymbol(comparison.symbol())) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  private Optional<Comparison> acceptWords() {
    if (cursor.acceptPhrase("at least")) {
      return Optional.of(Comparison.AT_LEAST);
    }
    if (cursor.acceptPhrase("at most")) {
      return Optional.of(Comparison.AT_MOST);
    }
    if (cursor.acceptPhrase("more than")) {
      return Optional.of(Comparison.GREATER);
    }
    return cursor.acceptPhrase("less than") ? Optional.of(Comparison.LESS) : Optional.empty();
  }

  private Optional<Comparison> acceptDateComparison() {
    if (cursor.acceptPhrase("on or before")) {
      return Optional.of(Comparison.AT_MOST);
    }
    if (cursor.acceptPhrase("on or after")) {
      return Optional.of(Comparison.AT_LEAST);
    }
    if (cursor.acceptPhrase("before")) {
      return Optional.of(Comparison.LESS);
    }
    if (cursor.acceptPhrase("after")) {
      return Optional.of(Comparison.GREATER);
    }
    return cursor.acceptPhrase("on") ? Optional.of(Comparison.EQUAL) : Optional.empty();
  }
}
