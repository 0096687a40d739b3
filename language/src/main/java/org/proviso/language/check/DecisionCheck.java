package org.proviso.language.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;
import org.proviso.language.syntax.BodySyntax;
import org.proviso.language.syntax.CriteriaItem;
import org.proviso.language.syntax.OutcomeSyntax;
import org.proviso.language.syntax.Word;

/** Builds the decisions: rules into clauses by rank and tier, exceptions before them. */
final class DecisionCheck {
  private static final List<Outcome> PLAIN =
      List.of(
          new Outcome.Meets(),
          new Outcome.DoesNotMeet(),
          new Outcome.Investigational(),
          new Outcome.NotAddressed(),
          new Outcome.ProviderResponsibility());

  private final DiagnosticCollector diagnostics;
  private final ConditionCheck conditions;
  private final Map<Anchor, Guideline.Sentence> sentences;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final List<Word> anchors = new ArrayList<>();
  private boolean complete = true;

  DecisionCheck(
      DiagnosticCollector diagnostics,
      ConditionCheck conditions,
      Map<Anchor, Guideline.Sentence> sentences) {
    this.diagnostics = diagnostics;
    this.conditions = conditions;
    this.sentences = sentences;
  }

  /** A decision whose clauses are still gathered. */
  private static final class Draft {
    private final Span span;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<String> refersTo = new ArrayList<>();
    private boolean hasOtherwise;

    Draft(Span span) {
      this.span = span;
    }
  }

  /** The decisions, in the order in which rules first name them. */
  List<Decision> check(List<CriteriaItem> items) {
    for (CriteriaItem item : items) {
      if (item instanceof CriteriaItem.Rule rule) {
        drafts.putIfAbsent(rule.decision().text(), new Draft(rule.span()));
      }
    }
    for (CriteriaItem item : items) {
      switch (item) {
        case CriteriaItem.Rule rule -> rule(rule);
        case CriteriaItem.Overrides overrides -> overrides(overrides);
      }
    }
    checkReferrals();
    checkNames();
    List<Decision> decisions = new ArrayList<>();
    drafts.forEach(
        (name, draft) ->
            decisions.add(
                new Decision(
                    name,
                    draft.clauses.stream()
                        .sorted(Comparator.comparing(Clause::rank).thenComparingInt(Clause::tier))
                        .toList(),
                    draft.span)));
    return decisions;
  }

  /** A slip in a decision's name makes a second decision, which nobody would notice. */
  private void checkNames() {
    List<String> names = List.copyOf(drafts.keySet());
    for (int later = 1; later < names.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (Suggestion.isSlip(names.get(earlier), names.get(later))) {
          diagnostics.add(
              DiagnosticId.SIMILAR_DECISIONS,
              draft(names.get(later)).span,
              "`"
                  + names.get(later)
                  + "` is another decision than `"
                  + names.get(earlier)
                  + "`, and the names are nearly the same",
              "write `"
                  + names.get(earlier)
                  + "` if it is meant, or choose a name that is told apart");
        }
      }
    }
  }

  private Draft draft(String name) {
    return Optional.ofNullable(drafts.get(name)).orElseThrow();
  }

  /** The anchors of all criteria, in source order. */
  List<Word> anchors() {
    return anchors;
  }

  /** Whether every clause has its anchor. */
  boolean isComplete() {
    return complete;
  }

  private Draft draft(Word decision) {
    return drafts.computeIfAbsent(decision.text(), name -> new Draft(decision.span()));
  }

  private void rule(CriteriaItem.Rule rule) {
    Draft draft = draft(rule.decision());
    int tier = 0;
    for (CriteriaItem.Alternative alternative : rule.alternatives()) {
      Optional<Outcome> outcome = outcome(alternative.outcome(), rule.decision(), draft);
      List<Criterion> clauses = new ArrayList<>();
      flatten(alternative.body(), clauses);
      if (outcome.isPresent()) {
        for (Criterion criterion : clauses) {
          draft.clauses.add(
              new Clause(
                  criterion.anchor().orElseThrow(), Rank.POSITION, tier, criterion, outcome.get()));
        }
      }
      tier++;
    }
    rule.otherwise().ifPresent(otherwise -> otherwise(otherwise, rule.decision(), draft));
  }

  private void otherwise(CriteriaItem.Otherwise otherwise, Word decision, Draft draft) {
    if (draft.hasOtherwise) {
      diagnostics.add(
          DiagnosticId.DUPLICATE_OTHERWISE,
          otherwise.span(),
          "`" + decision.text() + "` has an `otherwise` already",
          "keep one for each decision");
      return;
    }
    draft.hasOtherwise = true;
    otherwise.anchor().ifPresent(anchors::add);
    Anchor anchor =
        new Anchor(otherwise.anchor().map(Word::text).orElse(decision.text() + ".otherwise"));
    var criterion =
        new Criterion(
            otherwise.anchor().map(word -> anchor),
            new Condition.Constant(true),
            label(otherwise.anchor()).orElse("otherwise"),
            otherwise.span());
    outcome(otherwise.outcome(), decision, draft)
        .ifPresent(
            outcome ->
                draft.clauses.add(new Clause(anchor, Rank.OTHERWISE, 0, criterion, outcome)));
  }

  private void flatten(BodySyntax body, List<Criterion> clauses) {
    if (body.anchor().isPresent()) {
      conditions.size().begin();
      criterion(body).ifPresent(clauses::add);
      return;
    }
    if (body.content() instanceof BodySyntax.Content.Group(var kind, var count, var branches)
        && kind == BodySyntax.Kind.ANY_OF) {
      branches.forEach(branch -> flatten(branch, clauses));
      return;
    }
    complete = false;
    diagnostics.add(
        DiagnosticId.CLAUSE_WITHOUT_ANCHOR,
        body.span(),
        "this is a clause, and a clause is cited by its anchor",
        "write an anchor before it, `p1: …`, and `[p1]` before the sentence that it makes exact");
    // The rest of the body may hold mistakes of its own.
    conditions.size().begin();
    criterion(body);
  }

  private Optional<String> label(Optional<Word> anchor) {
    return anchor.map(word -> sentences.get(new Anchor(word.text()))).map(Guideline.Sentence::text);
  }

  private Optional<Criterion> criterion(BodySyntax body) {
    body.anchor().ifPresent(anchors::add);
    conditions.size().enter(1);
    try {
      return meaning(body)
          .map(
              condition ->
                  new Criterion(
                      body.anchor().map(word -> new Anchor(word.text())),
                      condition,
                      label(body.anchor()).orElseGet(() -> conditions.words().of(condition)),
                      body.span()));
    } finally {
      conditions.size().leave(1);
    }
  }

  private Optional<Condition> meaning(BodySyntax body) {
    return switch (body.content()) {
      case BodySyntax.Content.Single(var condition) -> conditions.condition(condition);
      case BodySyntax.Content.Group(var kind, var count, var branches) -> {
        List<Criterion> parts = new ArrayList<>();
        for (BodySyntax branch : branches) {
          criterion(branch).ifPresent(parts::add);
        }
        Optional<Integer> needed = count.flatMap(word -> count(word, branches.size()));
        if (parts.size() != branches.size() || (count.isPresent() && needed.isEmpty())) {
          yield Optional.empty();
        }
        yield Optional.of(
            switch (kind) {
              case ALL_OF -> new Condition.AllOf(parts);
              case ANY_OF -> new Condition.AnyOf(parts);
              case NONE_OF -> new Condition.NoneOf(parts);
              case AT_LEAST -> new Condition.AtLeast(needed.orElseThrow(), parts);
            });
      }
    };
  }

  private Optional<Integer> count(Word word, int branches) {
    String digits = word.text();
    boolean whole =
        digits.length() <= 6 && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    int count = whole ? Integer.parseInt(digits) : 0;
    if (count >= 1 && count <= branches) {
      return Optional.of(count);
    }
    diagnostics.add(
        DiagnosticId.AT_LEAST_COUNT,
        word.span(),
        "of " + branches + " branches, at least " + digits + " cannot be asked for",
        "write a whole number from 1 to " + branches);
    return Optional.empty();
  }

  private void overrides(CriteriaItem.Overrides overrides) {
    Rank rank = overrides.contract() ? Rank.CONTRACT : Rank.EXCEPTION;
    List<Word> known = new ArrayList<>();
    for (Word decision : overrides.decisions()) {
      if (isDecision(decision)) {
        known.add(decision);
      }
    }
    for (CriteriaItem.ExceptionClause exception : overrides.exceptions()) {
      anchors.add(exception.anchor());
      conditions.size().begin();
      Optional<Condition> condition = conditions.condition(exception.condition());
      for (Word decision : known) {
        Draft draft = draft(decision);
        Optional<Outcome> outcome = outcome(exception.outcome(), decision, draft);
        if (condition.isEmpty() || outcome.isEmpty()) {
          continue;
        }
        var anchor = new Anchor(exception.anchor().text());
        var criterion =
            new Criterion(
                Optional.of(anchor),
                condition.get(),
                label(Optional.of(exception.anchor()))
                    .orElseGet(() -> conditions.words().of(condition.get())),
                exception.span());
        draft.clauses.add(new Clause(anchor, rank, 0, criterion, outcome.get()));
      }
    }
  }

  private boolean isDecision(Word name) {
    if (drafts.containsKey(name.text())) {
      return true;
    }
    diagnostics.add(
        DiagnosticId.UNKNOWN_DECISION,
        name.span(),
        "no rule decides `" + name.text() + "`",
        Suggestion.help(name.text(), drafts.keySet())
            .or(() -> Optional.of("the decisions are " + String.join(", ", drafts.keySet()))));
    return false;
  }

  private Optional<Outcome> outcome(OutcomeSyntax syntax, Word decision, Draft draft) {
    return switch (syntax) {
      case OutcomeSyntax.Plain(var word) -> plain(word);
      case OutcomeSyntax.ReferToAuthority(var authority, var span) ->
          Optional.of(new Outcome.Refer(new Outcome.Target.Named(authority)));
      case OutcomeSyntax.ReferToDocument(var fact, var span) -> document(fact);
      case OutcomeSyntax.ReferToDecision(var target, var span) -> {
        if (!isDecision(target)) {
          yield Optional.empty();
        }
        if (target.text().equals(decision.text())) {
          diagnostics.add(
              DiagnosticId.CIRCULAR_REFERRAL,
              target.span(),
              "`" + decision.text() + "` refers to itself",
              "refer to another decision");
          yield Optional.empty();
        }
        draft.refersTo.add(target.text());
        yield Optional.of(new Outcome.Refer(new Outcome.Target.OfDecision(target.text())));
      }
    };
  }

  private Optional<Outcome> plain(Word word) {
    Optional<Outcome> outcome =
        PLAIN.stream().filter(each -> each.word().equals(word.text())).findFirst();
    if (outcome.isEmpty()) {
      List<String> words = PLAIN.stream().map(Outcome::word).toList();
      diagnostics.add(
          DiagnosticId.UNKNOWN_OUTCOME,
          word.span(),
          "`" + word.text() + "` is not an outcome",
          Suggestion.help(word.text(), words)
              .orElse("write one of: " + String.join(", ", words) + ", refer to …"));
    }
    return outcome;
  }

  private Optional<Outcome> document(Word name) {
    Optional<FactDeclaration> fact = conditions.terms().fact(name);
    if (fact.isPresent() && !(fact.get().type() instanceof FactType.Document)) {
      conditions
          .terms()
          .mismatch(
              name.span(),
              "`" + name.text() + "` is " + TypeWords.of(fact.get().type()) + ", not a document",
              "name an authority between double quotes, or a fact of type `document`");
      return Optional.empty();
    }
    return fact.map(known -> new Outcome.Refer(new Outcome.Target.OfFact(known.name())));
  }

  private void checkReferrals() {
    Map<String, List<String>> referrals = new HashMap<>();
    drafts.forEach(
        (name, draft) -> referrals.put(name, draft.refersTo.stream().distinct().toList()));
    for (String name : DependencyOrder.of(drafts.keySet(), referrals).circular()) {
      Optional.ofNullable(drafts.get(name))
          .ifPresent(
              draft ->
                  diagnostics.add(
                      DiagnosticId.CIRCULAR_REFERRAL,
                      draft.span,
                      "`" + name + "` refers to a decision that refers back to it",
                      "let one of them decide"));
    }
  }
}
