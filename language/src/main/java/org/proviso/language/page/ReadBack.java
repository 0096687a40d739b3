package org.proviso.language.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.words.ConditionWords;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * A document read back from its model, so that a person who does not read the fences can compare
 * what the machine understood with the prose: each decision as a table whose first row that holds
 * decides, then each clause beside its sentence, then the facts and codes. Nothing is cut off.
 */
public final class ReadBack {
  private final Guideline guideline;
  private final ConditionWords words;
  private final List<Block> blocks = new ArrayList<>();

  private ReadBack(Guideline guideline) {
    this.guideline = guideline;
    this.words = ConditionWords.inFull(guideline.facts());
  }

  /** The document as Markdown. */
  public static String markdown(Guideline guideline) {
    return MarkdownWriter.write(new ReadBack(guideline).read());
  }

  /** The document as one HTML page that needs no other file. */
  public static String html(Guideline guideline) {
    return HtmlWriter.write(guideline.title(), new ReadBack(guideline).read());
  }

  /** What the criteria of one anchor require, in words; one line for each of them. */
  public static List<String> criteria(Guideline guideline, Anchor anchor) {
    var readBack = new ReadBack(guideline);
    var lines = new ArrayList<String>();
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        if (clause.anchor().equals(anchor)) {
          lines.add(
              title(decision)
                  + ": "
                  + words(clause.outcome())
                  + (clause.rank() == Rank.OTHERWISE
                      ? " when no other clause decides"
                      : " when " + readBack.words.of(clause.criterion().condition())));
        }
        readBack.parts(clause.criterion().condition(), anchor, lines);
      }
    }
    return List.copyOf(lines);
  }

  private void parts(Condition condition, Anchor anchor, List<String> lines) {
    for (Criterion part : condition.parts()) {
      if (part.anchor().equals(Optional.of(anchor))) {
        lines.add(words.of(part.condition()));
      }
      parts(part.condition(), anchor, lines);
    }
  }

  private List<Block> read() {
    add(new Block.Heading(1, guideline.title() + ", read back"));
    add(
        new Block.Paragraph(
            "What the machine understood of "
                + guideline.id()
                + " by "
                + guideline.payer()
                + ", for services from "
                + guideline.effective()
                + guideline.through().map(last -> " through " + last).orElse(" on")
                + ". Compare it with the page; where they differ, the page or its criteria must"
                + " change."));
    guideline.decisions().forEach(this::table);
    guideline.decisions().forEach(this::clauses);
    facts();
    valueSets();
    return blocks;
  }

  private void add(Block block) {
    blocks.add(block);
  }

  private static String title(Decision decision) {
    String name = decision.name().replace('-', ' ');
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private void table(Decision decision) {
    add(new Block.Heading(2, title(decision) + ": decision table"));
    add(
        new Block.Paragraph(
            "The first row that holds decides. Rows with the same number go together: no two of"
                + " them hold at once unless they decide the same."));
    List<List<String>> rows = new ArrayList<>();
    int step = 0;
    Optional<Clause> before = Optional.empty();
    for (Clause clause : decision.clauses()) {
      boolean same =
          before
              .filter(each -> each.rank() == clause.rank() && each.tier() == clause.tier())
              .isPresent();
      step += same ? 0 : 1;
      before = Optional.of(clause);
      rows.add(
          List.of(
              Integer.toString(step),
              clause.anchor().name(),
              place(clause),
              words.of(clause.criterion().condition()),
              words(clause.outcome())));
    }
    add(new Block.Table(List.of("order", "clause", "stands in", "when", "decides"), rows));
  }

  private static String place(Clause clause) {
    return switch (clause.rank()) {
      case CONTRACT -> "the member's contract";
      case EXCEPTION -> "program exceptions";
      case POSITION -> clause.tier() == 0 ? "position statement" : "position statement, else";
      case OTHERWISE -> "otherwise";
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Meets() -> "meets";
      case Outcome.DoesNotMeet() -> "does not meet";
      case Outcome.Investigational() -> "investigational";
      case Outcome.NotAddressed() -> "not addressed";
      case Outcome.ProviderResponsibility() -> "the provider's responsibility";
      case Outcome.Refer(var target) ->
          switch (target) {
            case Outcome.Target.Named(var authority) -> "refer to " + authority;
            case Outcome.Target.OfFact(var document) ->
                "refer to the document: " + ConditionWords.words(document);
            case Outcome.Target.OfDecision(var decision) ->
                "refer to the decision: " + decision.replace('-', ' ');
          };
    };
  }

  private void clauses(Decision decision) {
    add(new Block.Heading(2, title(decision) + ": clause by clause"));
    for (Clause clause : decision.clauses()) {
      add(new Block.Heading(3, clause.anchor() + " decides: " + words(clause.outcome())));
      sentence(clause.criterion())
          .ifPresent(sentence -> add(new Block.Paragraph("The page says: " + sentence)));
      if (clause.rank() == Rank.OTHERWISE) {
        add(new Block.Paragraph("It decides when no other clause does."));
      } else {
        add(new Block.Paragraph("The machine requires:"));
        add(new Block.Items(List.of(item(clause.criterion().condition()))));
      }
    }
  }

  private Optional<String> sentence(Criterion criterion) {
    return criterion
        .anchor()
        .flatMap(anchor -> Optional.ofNullable(guideline.sentences().get(anchor)))
        .map(Guideline.Sentence::text);
  }

  private Block.Item item(Criterion criterion) {
    Block.Item item = item(criterion.condition());
    return sentence(criterion)
        .map(
            sentence ->
                new Block.Item(
                    criterion.anchor().orElseThrow() + ", “" + sentence + "”: " + item.text(),
                    item.below()))
        .orElse(item);
  }

  private Block.Item item(Condition condition) {
    return switch (condition) {
      case Condition.AllOf(var parts) -> group("all of these:", parts);
      case Condition.AnyOf(var parts) -> group("one or more of these:", parts);
      case Condition.NoneOf(var parts) -> group("none of these:", parts);
      case Condition.AtLeast(int count, var parts) ->
          group("at least " + count + " of these " + parts.size() + ":", parts);
      case Condition.Not(var negated) -> {
        Block.Item item = item(negated);
        yield item.below().isEmpty()
            ? new Block.Item(words.of(condition), List.of())
            : new Block.Item("it is not so that " + item.text(), item.below());
      }
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          new Block.Item(words.of(condition), List.of());
    };
  }

  private Block.Item group(String heading, List<Criterion> parts) {
    return new Block.Item(heading, parts.stream().map(this::item).toList());
  }

  private void facts() {
    List<List<String>> rows =
        guideline.facts().stream()
            .map(
                fact ->
                    List.of(words(fact.name()), kind(fact), fact.question().orElse("not asked")))
            .toList();
    if (!rows.isEmpty()) {
      add(new Block.Heading(2, "Facts"));
      add(new Block.Table(List.of("fact", "what it can be", "question"), rows));
    }
  }

  private static String words(FactName name) {
    return ConditionWords.words(name);
  }

  private static String kind(FactDeclaration fact) {
    return switch (fact.type()) {
      case FactType.YesNo() -> "yes or no";
      case FactType.Enumeration(var values) ->
          values.stream().collect(Collectors.joining(", ", "one of ", ""));
      case FactType.Quantity quantity ->
          "a number"
              + (quantity.unit().equals("1") ? "" : " in " + quantity.unit())
              + quantity.least().map(least -> " from " + least.toPlainString()).orElse("")
              + quantity.greatest().map(most -> " to " + most.toPlainString()).orElse("")
              + fact.step().map(step -> " in steps of " + step.toPlainString()).orElse("");
      case FactType.Count(var greatest) ->
          "a whole number" + greatest.map(most -> " up to " + most).orElse("");
      case FactType.Date() -> "a date";
      case FactType.SingleCode(var systems) -> "a code" + of(systems);
      case FactType.CodeList(var systems) -> "a list of codes" + of(systems);
      case FactType.History() -> "dated events";
      case FactType.Document _ -> "a document, in force or not";
    };
  }

  private static String of(Set<CodeSystem> systems) {
    return systems.isEmpty()
        ? ""
        : systems.stream()
            .map(CodeSystem::title)
            .sorted()
            .collect(Collectors.joining(" or ", " of ", ""));
  }

  private void valueSets() {
    if (guideline.valueSets().isEmpty()) {
      return;
    }
    add(new Block.Heading(2, "Codes"));
    List<Block.Item> items = new ArrayList<>();
    guideline.valueSets().values().stream()
        .sorted(Comparator.comparing(ValueSet::name))
        .forEach(
            set -> {
              List<Block.Item> below = new ArrayList<>();
              set.includes().forEach(each -> below.add(item("", each)));
              set.excludes().forEach(each -> below.add(item("but not ", each)));
              String title = set.title().isEmpty() ? "" : " (" + set.title() + ")";
              items.add(new Block.Item(set.name().replace('-', ' ') + title, below));
            });
    add(new Block.Items(items));
  }

  private static Block.Item item(String before, CodePattern pattern) {
    String system = pattern.system().title() + " ";
    return new Block.Item(
        before
            + switch (pattern) {
              case CodePattern.Exactly(var code) -> system + code.value();
              case CodePattern.Below(var code) -> system + code.value() + " and all below it";
              case CodePattern.Between(var first, var last) ->
                  system + first.value() + " through " + last.value() + " and all below that";
            },
        List.of());
  }
}
