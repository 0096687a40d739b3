package org.proviso.language.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Case;
import org.proviso.language.model.Case.Expectation;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.language.model.Value;
import org.proviso.language.syntax.CaseTable;
import org.proviso.language.syntax.Dates;
import org.proviso.language.syntax.Word;

/** Reads the cases: their facts exist, their values fit, and what they expect can be. */
final class CaseCheck {
  private static final Set<String> OUTCOMES =
      new TreeSet<>(
          Set.of(
              "meets",
              "does-not-meet",
              "investigational",
              "not-addressed",
              "provider-responsibility",
              "refer"));

  /** What stands in a suggested case until a person says what it must come to. */
  private static final String UNCONFIRMED = "unconfirmed";

  private final Scope scope;
  private final DiagnosticCollector diagnostics;
  private final Optional<Guideline.Header> header;
  private final List<Decision> decisions;
  private final boolean criteriaSound;
  private final Set<String> names = new HashSet<>();
  private final Map<String, FactDeclaration> facts = new LinkedHashMap<>();

  CaseCheck(
      Scope scope,
      DiagnosticCollector diagnostics,
      Optional<Guideline.Header> header,
      List<Decision> decisions) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.header = header;
    this.decisions = decisions;
    // Of criteria with mistakes it is not known which clauses they would have.
    this.criteriaSound = !diagnostics.hasErrors();
    scope.facts().forEach(fact -> facts.put(fact.name().text(), fact));
  }

  /** What a column holds. */
  private sealed interface Column {
    record Name() implements Column {}

    record DateOfService() implements Column {}

    record Given() implements Column {}

    record OfFact(FactDeclaration fact) implements Column {}

    record Expect(String decision) implements Column {}

    record Unknown() implements Column {}
  }

  /** The cases of a table. */
  List<Case> check(CaseTable table) {
    List<Column> columns = columns(table);
    boolean named = columns.stream().anyMatch(Column.Name.class::isInstance);
    boolean expecting = table.columns().stream().anyMatch(CaseCheck::isExpect);
    if (!named || !expecting) {
      diagnostics.add(
          DiagnosticId.MALFORMED_TABLE,
          table.span(),
          "a table of cases has a column `" + (named ? "expect" : "case") + "`, and this has none",
          "write `| case | … | expect |`");
      return List.of();
    }
    List<Case> cases = new ArrayList<>();
    for (CaseTable.Row row : table.rows()) {
      cases.add(row(columns, row));
    }
    return cases;
  }

  private static boolean isExpect(Word column) {
    return column.text().equals("expect") || column.text().startsWith("expect ");
  }

  private List<Column> columns(CaseTable table) {
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Word word : table.columns()) {
      if (!seen.add(word.text())) {
        diagnostics.add(
            DiagnosticId.MALFORMED_TABLE,
            word.span(),
            "the column `" + word.text() + "` stands here twice",
            "keep one of them");
      }
      columns.add(column(word));
    }
    return columns;
  }

  private Column column(Word word) {
    if (word.text().equals("case")) {
      return new Column.Name();
    }
    if (word.text().equals("date-of-service")) {
      return new Column.DateOfService();
    }
    if (word.text().equals("given")) {
      return new Column.Given();
    }
    if (isExpect(word)) {
      return expect(word);
    }
    return fact(word).<Column>map(Column.OfFact::new).orElseGet(Column.Unknown::new);
  }

  private Column expect(Word word) {
    String name = word.text().substring("expect".length()).strip();
    Set<String> known = new LinkedHashSet<>(decisions.stream().map(Decision::name).toList());
    if (name.isEmpty() && !known.isEmpty()) {
      return new Column.Expect(decisions.getFirst().name());
    }
    if (known.contains(name)) {
      return new Column.Expect(name);
    }
    if (!known.isEmpty()) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_DECISION,
          word.span(),
          "no rule decides `" + name + "`",
          Suggestion.help(name, known).orElse("the decisions are " + String.join(", ", known)));
    }
    return new Column.Unknown();
  }

  private Optional<FactDeclaration> fact(Word word) {
    Optional<FactDeclaration> fact = Optional.ofNullable(facts.get(word.text()));
    if (fact.isEmpty() && !scope.isBroken(word.text())) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_NAME,
          word.span(),
          "there is no fact `" + word.text() + "`",
          Suggestion.help(word.text(), facts.keySet())
              .orElse("columns are `case`, `date-of-service`, `given`, `expect` and facts"));
    }
    return fact;
  }

  /** What is gathered of one case. */
  private static final class Draft {
    private String name = "";
    private Optional<LocalDate> dateOfService = Optional.empty();
    private final Map<FactName, Value> given = new HashMap<>();
    private final Set<FactName> unanswerable = new HashSet<>();
    private final List<Expectation> expectations = new ArrayList<>();
  }

  private Case row(List<Column> columns, CaseTable.Row row) {
    var draft = new Draft();
    for (int index = 0; index < columns.size(); index++) {
      Word cell = row.cells().get(index);
      switch (columns.get(index)) {
        case Column.Name() -> draft.name = name(cell);
        case Column.DateOfService() -> dateOfService(cell, draft);
        case Column.Given() -> given(cell, draft);
        case Column.OfFact(var fact) -> value(fact, cell, draft);
        case Column.Expect(var decision) -> expectation(decision, cell, draft);
        case Column.Unknown() -> {
          // The column was reported.
        }
      }
    }
    return new Case(
        draft.name,
        draft.dateOfService,
        draft.given,
        draft.unanswerable,
        draft.expectations,
        row.span());
  }

  private String name(Word cell) {
    if (cell.text().isEmpty()) {
      diagnostics.add(
          DiagnosticId.MALFORMED_TABLE, cell.span(), "this case has no name", "name it");
    } else if (!names.add(cell.text())) {
      diagnostics.add(
          DiagnosticId.DUPLICATE_CASE,
          cell.span(),
          "there is a case `" + cell.text() + "` already",
          "give each case a name of its own");
    }
    return cell.text();
  }

  private static boolean isNotAsked(String cell) {
    return cell.isEmpty() || cell.equals("?");
  }

  private void dateOfService(Word cell, Draft draft) {
    if (isNotAsked(cell.text())) {
      return;
    }
    Optional<LocalDate> date = Dates.parse(cell.text());
    if (date.isEmpty()) {
      diagnostics.add(
          DiagnosticId.MALFORMED_DATE,
          cell.span(),
          "`" + cell.text() + "` is not a day of the calendar",
          "write a date as year, month and day: `2025-05-15`");
      return;
    }
    draft.dateOfService = date;
    boolean before = header.filter(h -> date.get().isBefore(h.effective())).isPresent();
    boolean after =
        header
            .flatMap(Guideline.Header::through)
            .filter(last -> date.get().isAfter(last))
            .isPresent();
    if (before || after) {
      diagnostics.add(
          DiagnosticId.CASE_OUTSIDE_VERSION,
          cell.span(),
          "this version does not apply on " + date.get(),
          "write a date of service "
              + header
                  .map(
                      known ->
                          "from "
                              + known.effective()
                              + known.through().map(last -> " through " + last).orElse(" on"))
                  .orElse("on which it does"));
    }
  }

  private void given(Word cell, Draft draft) {
    if (isNotAsked(cell.text())) {
      return;
    }
    for (String part : cell.text().split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        diagnostics.add(
            DiagnosticId.MALFORMED_VALUE,
            cell.span(),
            "`" + part.strip() + "` is not a fact with a value",
            "write `age = 54; brain-lesion = yes`");
        continue;
      }
      var name = new Word(part.substring(0, equals).strip(), cell.span());
      var value = new Word(part.substring(equals + 1).strip(), cell.span());
      fact(name).ifPresent(fact -> value(fact, value, draft));
    }
  }

  private void value(FactDeclaration fact, Word cell, Draft draft) {
    if (isNotAsked(cell.text())) {
      return;
    }
    FactName name = fact.name();
    if (draft.given.containsKey(name) || draft.unanswerable.contains(name)) {
      diagnostics.add(
          DiagnosticId.DUPLICATE_FACT_IN_CASE,
          cell.span(),
          "the case gives `" + name + "` twice",
          "give it once, in a column of its own or under `given`");
      return;
    }
    if (cell.text().equals("unanswerable")) {
      draft.unanswerable.add(name);
      return;
    }
    switch (ValueReader.read(fact, cell.text())) {
      case ValueReader.Result.Read(var value) -> draft.given.put(name, value);
      case ValueReader.Result.Malformed(var reason, var help) ->
          diagnostics.add(
              DiagnosticId.MALFORMED_VALUE, cell.span(), "of `" + name + "`: " + reason, help);
    }
  }

  private void expectation(String decision, Word cell, Draft draft) {
    String text = cell.text();
    if (text.isEmpty()) {
      if (draft.expectations.isEmpty() && decisions.size() == 1) {
        malformedExpectation(cell);
      }
      return;
    }
    if (text.equals(UNCONFIRMED)) {
      diagnostics.add(
          DiagnosticId.UNCONFIRMED_EXPECTATION,
          cell.span(),
          "nobody has said yet what this case must come to",
          "read who it is, and write what the page decides: `meets by p1`, `undecided`");
    } else if (text.equals("undecided")) {
      draft.expectations.add(
          new Expectation.Undecided(decision, Optional.empty(), Optional.empty()));
    } else if (text.startsWith("undecided,")) {
      undecided(decision, cell, draft);
    } else {
      decided(decision, cell, draft);
    }
  }

  private void malformedExpectation(Word cell) {
    diagnostics.add(
        DiagnosticId.MALFORMED_EXPECTATION,
        cell.span(),
        cell.text().isEmpty()
            ? "the case expects nothing"
            : "`" + cell.text() + "` is not something to expect",
        "write `meets by p1`, `undecided`, `undecided, missing FACT` or `undecided, ask FACT`");
  }

  private void undecided(String decision, Word cell, Draft draft) {
    String rest = cell.text().substring("undecided,".length()).strip();
    Set<FactName> facts = new LinkedHashSet<>();
    boolean missing = rest.startsWith("missing ");
    if (!missing && !rest.startsWith("ask ")) {
      malformedExpectation(cell);
      return;
    }
    String names = rest.substring(rest.indexOf(' ') + 1);
    for (String name : names.split(",", -1)) {
      fact(new Word(name.strip(), cell.span())).ifPresent(fact -> facts.add(fact.name()));
    }
    if (facts.isEmpty()) {
      return;
    }
    if (!missing && facts.size() > 1) {
      malformedExpectation(cell);
      return;
    }
    draft.expectations.add(
        missing
            ? new Expectation.Undecided(decision, Optional.of(facts), Optional.empty())
            : new Expectation.Undecided(
                decision, Optional.empty(), Optional.of(facts.iterator().next())));
  }

  private void decided(String decision, Word cell, Draft draft) {
    String text = cell.text();
    int by = text.indexOf(" by ");
    String outcome = by < 0 ? text : text.substring(0, by).strip();
    if (!OUTCOMES.contains(outcome)) {
      if (outcome.contains(" ") || outcome.isEmpty()) {
        malformedExpectation(cell);
      } else {
        diagnostics.add(
            DiagnosticId.UNKNOWN_OUTCOME,
            cell.span(),
            "`" + outcome + "` is not an outcome",
            Suggestion.help(outcome, OUTCOMES)
                .orElse("write one of: " + String.join(", ", OUTCOMES) + ", undecided"));
      }
      return;
    }
    List<Anchor> clauses = new ArrayList<>();
    if (by >= 0) {
      for (String name : text.substring(by + " by ".length()).split(",", -1)) {
        clause(decision, outcome, name.strip(), cell.span()).ifPresent(clauses::add);
      }
    } else if (criteriaSound
        && clauses(decision).stream().noneMatch(each -> each.outcome().word().equals(outcome))) {
      diagnostics.add(
          DiagnosticId.OUTCOME_MISMATCH,
          cell.span(),
          "no clause of `" + decision + "` decides `" + outcome + "`",
          "expect an outcome that a clause has");
    }
    draft.expectations.add(new Expectation.Decided(decision, outcome, clauses));
  }

  private List<Clause> clauses(String decision) {
    return decisions.stream()
        .filter(each -> each.name().equals(decision))
        .flatMap(each -> each.clauses().stream())
        .toList();
  }

  private Optional<Anchor> clause(String decision, String outcome, String name, Span span) {
    List<Clause> clauses = clauses(decision);
    Optional<Clause> clause =
        clauses.stream().filter(each -> each.anchor().name().equals(name)).findFirst();
    if (clause.isEmpty() && !criteriaSound) {
      return Optional.empty();
    }
    if (clause.isEmpty()) {
      List<String> names = clauses.stream().map(each -> each.anchor().name()).toList();
      diagnostics.add(
          DiagnosticId.UNKNOWN_CLAUSE,
          span,
          "`" + decision + "` has no clause `" + name + "`",
          Suggestion.help(name, names).orElse("its clauses are " + String.join(", ", names)));
      return Optional.empty();
    }
    if (!clause.get().outcome().word().equals(outcome)) {
      diagnostics.add(
          DiagnosticId.OUTCOME_MISMATCH,
          span,
          "clause `"
              + name
              + "` decides `"
              + clause.get().outcome().word()
              + "`, not `"
              + outcome
              + "`",
          "expect `" + clause.get().outcome().word() + " by " + name + "`");
    }
    return Optional.of(clause.get().anchor());
  }
}
