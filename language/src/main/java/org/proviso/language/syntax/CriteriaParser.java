package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Span;

/** Reads a {@code criteria} fence. */
final class CriteriaParser {
  /** Words that look like the continuation of a rule and would begin another one. */
  private static final List<String> NO_DECISION =
      List.of("and", "or", "not", "if", "when", "unless", "then", "all", "any", "none");

  private static final String HYPHENS =
      "the words of an outcome are joined by hyphens: `does-not-meet`, `not-addressed`";
  private static final String OUTCOMES =
      "outcomes are `meets`, `does-not-meet`, `investigational`, `not-addressed`,"
          + " `provider-responsibility` and `refer to …`";

  private final Source source;
  private final DiagnosticCollector diagnostics;
  private boolean readable = true;

  CriteriaParser(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** A rule whose {@code else} and {@code otherwise} may still follow. */
  private static final class OpenRule {
    private final Word decision;
    private final List<CriteriaItem.Alternative> alternatives = new ArrayList<>();
    private Optional<CriteriaItem.Otherwise> otherwise = Optional.empty();
    private Span span;

    OpenRule(Word decision, Span span) {
      this.decision = decision;
      this.span = span;
    }
  }

  List<CriteriaItem> parse(List<OutlineLine> lines) {
    Statements.checkIndentation(source, diagnostics, lines);
    List<CriteriaItem> items = new ArrayList<>();
    Optional<OpenRule> open = Optional.empty();
    for (OutlineLine line : lines) {
      var head = new Cursor(source, List.of(line));
      boolean continues = head.isNext("else") || head.isNext("otherwise");
      if (!continues) {
        open.ifPresent(rule -> close(rule, items));
        open = Optional.empty();
      }
      Optional<OpenRule> current = open;
      if (continues) {
        attempt(() -> continueRule(line, current));
      } else if (head.isNext("overrides") || head.isNext("contract overrides")) {
        attempt(() -> items.add(override(line)));
      } else {
        var started = new ArrayList<OpenRule>();
        attempt(() -> startRule(line, started));
        open = started.stream().findFirst();
      }
    }
    open.ifPresent(rule -> close(rule, items));
    return items;
  }

  /** Whether all of it could be read. */
  boolean readable() {
    return readable;
  }

  private void attempt(Runnable statement) {
    if (!Statements.attempt(diagnostics, statement)) {
      readable = false;
    }
  }

  private static void close(OpenRule rule, List<CriteriaItem> items) {
    items.add(new CriteriaItem.Rule(rule.decision, rule.alternatives, rule.otherwise, rule.span));
  }

  private void startRule(OutlineLine line, List<OpenRule> started) {
    var cursor = new Cursor(source, List.of(line));
    int start = cursor.offset();
    Word decision = cursor.name("the name of a decision, `overrides`, `else` or `otherwise`");
    if (NO_DECISION.contains(decision.text())) {
      throw new SyntaxProblem(
          DiagnosticId.RESERVED_NAME,
          decision.span(),
          "`" + decision.text() + "` is a word of the language, and no decision",
          Optional.of(
              "what goes after the rule above begins with `else`; branches of `any of` stand"
                  + " below it, indented"));
    }
    // The rule is there even if its body holds a mistake, so that what refers to it is understood.
    var rule = new OpenRule(decision, decision.span());
    started.add(rule);
    alternative(cursor, line, rule);
    rule.span = rule.span.to(cursor.spanFrom(start));
  }

  private void continueRule(OutlineLine line, Optional<OpenRule> open) {
    var cursor = new Cursor(source, List.of(line));
    int start = cursor.offset();
    boolean isElse = cursor.acceptPhrase("else");
    if (!isElse) {
      cursor.acceptPhrase("otherwise");
    }
    Span word = cursor.spanFrom(start);
    if (open.isEmpty()) {
      throw new SyntaxProblem(
          DiagnosticId.SYNTAX_ERROR,
          word,
          "no rule precedes this",
          Optional.of("begin with a rule: `medical-necessity meets when p1: …`"));
    }
    OpenRule rule = open.get();
    if (rule.otherwise.isPresent()) {
      throw new SyntaxProblem(
          DiagnosticId.DUPLICATE_OTHERWISE,
          word,
          "`otherwise` comes last, and once",
          Optional.of("keep one `otherwise` after everything else of the rule"));
    }
    if (isElse) {
      alternative(cursor, line, rule);
      return;
    }
    List<OutlineLine> lines = new ArrayList<>();
    line.collect(lines);
    var whole = new Cursor(source, lines);
    whole.acceptPhrase("otherwise");
    Optional<Word> anchor = whole.acceptAnchor();
    OutcomeSyntax outcome = outcome(whole);
    whole.expectEnd("the outcome", HYPHENS);
    rule.otherwise =
        Optional.of(new CriteriaItem.Otherwise(anchor, outcome, whole.spanFrom(start)));
  }

  private void alternative(Cursor cursor, OutlineLine line, OpenRule rule) {
    OutcomeSyntax outcome = outcome(cursor);
    if (!cursor.acceptPhrase("when")) {
      throw cursor.expected(
          "`when` and a condition",
          Optional.of("a rule reads `medical-necessity meets when p1: CONDITION`; " + HYPHENS));
    }
    body(cursor, line)
        .ifPresent(body -> rule.alternatives.add(new CriteriaItem.Alternative(outcome, body)));
  }

  /**
   * The body that begins where the cursor is in {@code line}; empty when none of its branches can
   * be read.
   */
  private Optional<BodySyntax> body(Cursor head, OutlineLine line) {
    Cursor cursor = head;
    OutlineLine current = line;
    if (cursor.atEnd() && line.children().size() == 1) {
      current = line.children().getFirst();
      cursor = new Cursor(source, List.of(current));
    }
    int start = cursor.offset();
    Optional<Word> anchor = cursor.acceptAnchor();
    if (anchor.isPresent() && cursor.atEnd() && current.children().size() == 1) {
      current = current.children().getFirst();
      cursor = new Cursor(source, List.of(current));
    }
    Optional<GroupHead> group = acceptGroup(cursor);
    if (group.isPresent()) {
      return group(anchor, group.get(), cursor, current, start);
    }
    List<OutlineLine> lines = new ArrayList<>();
    current.collect(lines);
    var whole = new Cursor(source, lines);
    whole.reset(new Cursor.Mark(0, cursor.offset()));
    if (whole.atEnd()) {
      throw whole.expected("a condition or a group such as `any of`");
    }
    ConditionSyntax condition = new ConditionParser(whole).condition();
    whole.expectEnd("the condition");
    return Optional.of(
        new BodySyntax(anchor, new BodySyntax.Content.Single(condition), whole.spanFrom(start)));
  }

  private record GroupHead(BodySyntax.Kind kind, Optional<Word> count, Span span) {}

  private static Optional<GroupHead> acceptGroup(Cursor cursor) {
    Cursor.Mark mark = cursor.mark();
    int start = cursor.offset();
    if (cursor.acceptPhrase("all of")) {
      return Optional.of(
          new GroupHead(BodySyntax.Kind.ALL_OF, Optional.empty(), cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("any of")) {
      return Optional.of(
          new GroupHead(BodySyntax.Kind.ANY_OF, Optional.empty(), cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("none of")) {
      return Optional.of(
          new GroupHead(BodySyntax.Kind.NONE_OF, Optional.empty(), cursor.spanFrom(start)));
    }
    if (cursor.acceptPhrase("at least") && cursor.atNumber()) {
      Word count = cursor.number("a number");
      if (cursor.acceptPhrase("of")) {
        return Optional.of(
            new GroupHead(BodySyntax.Kind.AT_LEAST, Optional.of(count), cursor.spanFrom(start)));
      }
    }
    cursor.reset(mark);
    return Optional.empty();
  }

  private Optional<BodySyntax> group(
      Optional<Word> anchor, GroupHead head, Cursor cursor, OutlineLine line, int start) {
    if (!cursor.atEnd()) {
      throw cursor.expected(
          "the end of the line",
          Optional.of("each branch of a group stands on a line of its own, indented"));
    }
    if (line.children().isEmpty()) {
      throw new SyntaxProblem(
          DiagnosticId.EMPTY_BLOCK,
          head.span(),
          "this group has no branches",
          Optional.of("write each branch on a line of its own, indented deeper than this line"));
    }
    Span span = source.span(start, line.end());
    Statements.checkIndentation(source, diagnostics, line.children());
    List<BodySyntax> branches = new ArrayList<>();
    for (OutlineLine child : line.children()) {
      attempt(() -> body(new Cursor(source, List.of(child)), child).ifPresent(branches::add));
    }
    if (branches.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BodySyntax(
            anchor, new BodySyntax.Content.Group(head.kind(), head.count(), branches), span));
  }

  private CriteriaItem override(OutlineLine line) {
    var cursor = new Cursor(source, List.of(line));
    int start = cursor.offset();
    boolean contract = cursor.acceptPhrase("contract");
    cursor.acceptPhrase("overrides");
    List<Word> decisions = new ArrayList<>();
    do {
      decisions.add(cursor.name("the name of a decision"));
    } while (cursor.acceptSymbol(","));
    cursor.expectEnd("the decisions");
    Span span = cursor.spanFrom(start);
    if (line.children().isEmpty()) {
      throw new SyntaxProblem(
          DiagnosticId.EMPTY_BLOCK,
          span,
          "this overrides nothing: no exception follows",
          Optional.of("write each exception below, indented: `  e1: CONDITION -> OUTCOME`"));
    }
    Statements.checkIndentation(source, diagnostics, line.children());
    List<CriteriaItem.ExceptionClause> exceptions = new ArrayList<>();
    for (OutlineLine child : line.children()) {
      attempt(() -> exceptions.add(exception(child)));
    }
    return new CriteriaItem.Overrides(contract, decisions, exceptions, span);
  }

  private CriteriaItem.ExceptionClause exception(OutlineLine line) {
    List<OutlineLine> lines = new ArrayList<>();
    line.collect(lines);
    var cursor = new Cursor(source, lines);
    int start = cursor.offset();
    Word anchor =
        cursor
            .acceptAnchor()
            .orElseThrow(
                () ->
                    new SyntaxProblem(
                        DiagnosticId.CLAUSE_WITHOUT_ANCHOR,
                        source.span(line.start(), line.end()),
                        "an exception is a clause, and a clause is cited by its anchor",
                        Optional.of("write `e1: CONDITION -> OUTCOME`, and `[e1]` in the prose")));
    ConditionSyntax condition = new ConditionParser(cursor).condition();
    if (!cursor.acceptSymbol("->")) {
      throw cursor.expected("`->` and an outcome");
    }
    OutcomeSyntax outcome = outcome(cursor);
    cursor.expectEnd("the outcome", HYPHENS);
    return new CriteriaItem.ExceptionClause(anchor, condition, outcome, cursor.spanFrom(start));
  }

  private static OutcomeSyntax outcome(Cursor cursor) {
    int start = cursor.offset();
    if (cursor.acceptPhrase("refer to decision")) {
      Word decision = cursor.name("the name of a decision");
      return new OutcomeSyntax.ReferToDecision(decision, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("refer to")) {
      if (cursor.peek() == '"') {
        String authority = cursor.string("an authority");
        return new OutcomeSyntax.ReferToAuthority(authority, cursor.spanFrom(start));
      }
      Word fact = cursor.name("an authority between double quotes, or a document");
      return new OutcomeSyntax.ReferToDocument(fact, cursor.spanFrom(start));
    }
    if (!cursor.atName()) {
      throw cursor.expected("an outcome", Optional.of(OUTCOMES));
    }
    return new OutcomeSyntax.Plain(cursor.name("an outcome"));
  }
}
