package org.proviso.language.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Case;
import org.proviso.language.model.Decision;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Span;
import org.proviso.language.syntax.CriteriaItem;
import org.proviso.language.syntax.DocumentSyntax;
import org.proviso.language.syntax.FactItem;
import org.proviso.language.syntax.FenceSyntax;
import org.proviso.language.syntax.FrontMatter;
import org.proviso.language.syntax.ValueSetSyntax;
import org.proviso.language.syntax.Word;

/** Runs every check over a document's syntax and builds its model. */
public final class DocumentChecker {
  private final DocumentSyntax syntax;
  private final Surroundings surroundings;
  private final DiagnosticCollector diagnostics;

  private DocumentChecker(
      DocumentSyntax syntax, Surroundings surroundings, DiagnosticCollector diagnostics) {
    this.syntax = syntax;
    this.surroundings = surroundings;
    this.diagnostics = diagnostics;
  }

  /**
   * What came of a document.
   *
   * @param guideline the model, its content hash still empty; absent when there are errors
   * @param scope the names that documents using this one see
   * @param diagnostics what remains after suppressions
   * @param suppressions what the document suppresses of the findings of analysis, with the reasons
   */
  public record Checked(
      Optional<Guideline> guideline,
      Scope scope,
      List<Diagnostic> diagnostics,
      Map<String, String> suppressions) {
    public Checked {
      diagnostics = List.copyOf(diagnostics);
      suppressions = Map.copyOf(suppressions);
    }
  }

  /**
   * Checks a document.
   *
   * @param diagnostics what reading it found so far
   */
  public static Checked check(
      DocumentSyntax syntax, Surroundings surroundings, DiagnosticCollector diagnostics) {
    return new DocumentChecker(syntax, surroundings, diagnostics).check();
  }

  /** The contents of all fences of a kind. */
  private record Fences(
      List<FactItem> facts,
      List<ValueSetSyntax> valueSets,
      List<CriteriaItem> criteria,
      List<FenceSyntax.Cases> cases,
      List<String> unreadable,
      boolean criteriaReadable,
      Optional<Span> firstDeciding) {}

  private Fences fences() {
    List<FactItem> facts = new ArrayList<>();
    List<ValueSetSyntax> valueSets = new ArrayList<>();
    List<CriteriaItem> criteria = new ArrayList<>();
    List<FenceSyntax.Cases> cases = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    Optional<Span> firstDeciding = Optional.empty();
    boolean readable = true;
    for (FenceSyntax fence : syntax.fences()) {
      switch (fence) {
        case FenceSyntax.Facts(var items, var names, var span) -> {
          facts.addAll(items);
          unreadable.addAll(names);
        }
        case FenceSyntax.Codes(var sets, var names, var span) -> {
          valueSets.addAll(sets);
          unreadable.addAll(names);
        }
        case FenceSyntax.Criteria(var items, boolean complete, var span) -> {
          criteria.addAll(items);
          readable &= complete;
          firstDeciding = firstDeciding.or(() -> Optional.of(span));
        }
        case FenceSyntax.Cases table -> {
          cases.add(table);
          firstDeciding = firstDeciding.or(() -> Optional.of(table.span()));
        }
      }
    }
    return new Fences(facts, valueSets, criteria, cases, unreadable, readable, firstDeciding);
  }

  private Checked check() {
    Optional<Guideline.Header> header =
        syntax
            .frontMatter()
            .flatMap(
                front ->
                    new HeaderCheck(front, syntax.notice().map(Word::text).orElse(""), diagnostics)
                        .check());
    DocumentKind kind = header.map(Guideline.Header::kind).orElse(DocumentKind.GUIDELINE);
    Fences fences = fences();
    var scope = new Scope();
    syntax
        .frontMatter()
        .ifPresent(
            front -> new UseCheck(surroundings, scope, diagnostics).check(front.list("use")));
    fences.unreadable().forEach(scope::addBroken);
    var names = new NameCheck(scope, diagnostics);
    List<ValueSetSyntax> valueSets = names.keepNew(fences.valueSets(), ValueSetSyntax::name);
    List<FactItem> facts = names.keepNew(fences.facts(), FactItem::name);
    new ValueSetCheck(surroundings, scope, diagnostics).check(valueSets);
    var bounds = new BoundRegister(diagnostics);
    declareFacts(facts, scope);
    var conditions = new ConditionCheck(scope, diagnostics, bounds);
    new DefinitionCheck(scope, diagnostics, conditions)
        .check(facts.stream().filter(item -> !(item instanceof FactItem.Declaration)).toList());
    addSources(facts, scope, conditions);

    var anchors = new AnchorCheck(diagnostics);
    Map<Anchor, Guideline.Sentence> sentences = anchors.index(syntax.sentences());
    var decisionCheck = new DecisionCheck(diagnostics, conditions, sentences);
    List<Decision> decisions = decisionCheck.check(fences.criteria());
    anchors.check(decisionCheck.anchors(), fences.criteriaReadable() && decisionCheck.isComplete());
    checkShape(kind, fences, decisions);
    List<Case> cases = cases(fences, scope, header, decisions);
    List<Guideline.Update> updates = new UpdateCheck(diagnostics).check(syntax.updates());
    if (!diagnostics.hasErrors() && kind != DocumentKind.SHARED) {
      new UnusedCheck(scope, diagnostics).check(facts, valueSets);
    }
    SuppressionCheck.Applied applied =
        new SuppressionCheck(diagnostics)
            .apply(syntax.frontMatter().map(FrontMatter::suppressions).orElse(List.of()));
    List<Diagnostic> remaining = applied.remaining();
    boolean sound = remaining.stream().noneMatch(each -> each.severity() == Severity.ERROR);
    Optional<Guideline> guideline =
        sound
            ? header.map(known -> guideline(known, scope, decisions, cases, sentences, updates))
            : Optional.empty();
    return new Checked(guideline, scope, remaining, applied.ofAnalysis());
  }

  private void declareFacts(List<FactItem> facts, Scope scope) {
    var check = new FactCheck(scope, diagnostics);
    for (FactItem item : facts) {
      if (item instanceof FactItem.Declaration declaration) {
        check.declare(declaration);
      }
    }
  }

  private void addSources(List<FactItem> facts, Scope scope, ConditionCheck conditions) {
    var check = new FactCheck(scope, diagnostics);
    for (FactItem item : facts) {
      if (item instanceof FactItem.Declaration declaration) {
        conditions.size().begin();
        check.addSources(declaration, conditions);
      }
    }
  }

  private List<Case> cases(
      Fences fences, Scope scope, Optional<Guideline.Header> header, List<Decision> decisions) {
    var check = new CaseCheck(scope, diagnostics, header, decisions);
    List<Case> cases = new ArrayList<>();
    for (FenceSyntax.Cases fence : fences.cases()) {
      fence.table().ifPresent(table -> cases.addAll(check.check(table)));
    }
    return cases;
  }

  private void checkShape(DocumentKind kind, Fences fences, List<Decision> decisions) {
    if (syntax.frontMatter().isEmpty()) {
      // Without front matter it is not even known where the prose begins.
      return;
    }
    Span top = syntax.source().span(0, syntax.source().lineEnd(0));
    if (kind == DocumentKind.SHARED) {
      fences
          .firstDeciding()
          .ifPresent(
              span ->
                  diagnostics.add(
                      DiagnosticId.SHARED_DECIDES,
                      span,
                      "a shared document decides nothing, and this has criteria or cases",
                      "move them to the guideline that decides"));
      return;
    }
    Optional<Word> notice = syntax.notice();
    if (notice.isEmpty() || notice.get().text().isBlank()) {
      diagnostics.add(
          DiagnosticId.MISSING_NOTICE,
          notice.map(Word::span).orElse(top),
          "a document that decides has a section `Notice`, which is on every answer",
          "add a heading `## Notice` and the standing notice below it");
    }
    if (decisions.isEmpty() && fences.criteriaReadable()) {
      diagnostics.add(
          DiagnosticId.MISSING_DECISION,
          top,
          "no rule of this document decides anything",
          "add a `criteria` fence with a rule, or write `kind: shared`");
    }
  }

  private Guideline guideline(
      Guideline.Header header,
      Scope scope,
      List<Decision> decisions,
      List<Case> cases,
      Map<Anchor, Guideline.Sentence> sentences,
      List<Guideline.Update> updates) {
    return new Guideline(
        header,
        new Guideline.Rules(scope.facts(), scope.valueSets(), decisions, cases),
        new Guideline.Page(sentences, syntax.sections(), updates),
        new Guideline.Source(syntax.source().file(), ""));
  }
}
