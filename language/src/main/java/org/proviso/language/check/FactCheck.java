package org.proviso.language.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Window;
import org.proviso.language.syntax.FactItem;
import org.proviso.language.syntax.TypeSyntax;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.units.Units;

/** Declares facts: their types first, so that they can speak of each other, then their sources. */
final class FactCheck {
  private static final int COST_LIMIT = 1_000_000;

  private final Scope scope;
  private final DiagnosticCollector diagnostics;

  FactCheck(Scope scope, DiagnosticCollector diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /** Declares a fact with its type and question. */
  void declare(FactItem.Declaration declaration) {
    Optional<FactType> type = type(declaration.type());
    if (type.isEmpty()) {
      scope.addBroken(declaration.name().text());
      return;
    }
    Optional<FactItem.Property.Ask> ask = question(declaration);
    scope.declare(
        new FactDeclaration(
            new FactName(declaration.name().text()),
            type.get(),
            ask.map(FactItem.Property.Ask::question),
            ask.flatMap(FactItem.Property.Ask::cost).map(this::cost).orElse(1),
            step(declaration.type()),
            List.of(),
            declaration.span()));
  }

  private Optional<FactItem.Property.Ask> question(FactItem.Declaration declaration) {
    List<FactItem.Property.Ask> asks = new ArrayList<>();
    for (FactItem.Property property : declaration.properties()) {
      if (property instanceof FactItem.Property.Ask ask) {
        asks.add(ask);
      }
    }
    for (FactItem.Property.Ask second : asks.subList(Math.min(1, asks.size()), asks.size())) {
      diagnostics.add(
          DiagnosticId.DUPLICATE_PROPERTY,
          second.span(),
          "`" + declaration.name().text() + "` has a second question",
          "keep one `ask`");
    }
    return asks.stream().findFirst();
  }

  private int cost(Word word) {
    String digits = word.text();
    boolean whole =
        digits.length() <= 7 && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    int cost = whole ? Integer.parseInt(digits) : 0;
    if (cost < 1 || cost > COST_LIMIT) {
      diagnostics.add(
          DiagnosticId.BAD_COST,
          word.span(),
          "the cost of a question is a whole number from 1 to " + COST_LIMIT,
          "1 is an ordinary question; write 5 for one that costs five times as much");
      return 1;
    }
    return cost;
  }

  private Optional<FactType> type(TypeSyntax syntax) {
    return switch (syntax) {
      case TypeSyntax.YesNo type -> Optional.of(new FactType.YesNo());
      case TypeSyntax.OneOf(var values, var span) -> enumeration(values, syntax);
      case TypeSyntax.Numeric number -> quantity(number);
      case TypeSyntax.Count(var greatest, var span) -> count(greatest);
      case TypeSyntax.Date type -> Optional.of(new FactType.Date());
      case TypeSyntax.Code(var systems, var span) -> systems(systems).map(FactType.SingleCode::new);
      case TypeSyntax.Codes(var systems, var span) -> systems(systems).map(FactType.CodeList::new);
      case TypeSyntax.History type -> Optional.of(new FactType.History());
      case TypeSyntax.DocumentOf(var kinds, var span) -> kinds(kinds);
    };
  }

  private Optional<FactType> enumeration(List<Word> values, TypeSyntax syntax) {
    Set<String> distinct = new LinkedHashSet<>();
    boolean sound = true;
    for (Word value : values) {
      if (!distinct.add(value.text())) {
        diagnostics.add(
            DiagnosticId.MALFORMED_ENUMERATION,
            value.span(),
            "the value `" + value.text() + "` is listed twice",
            "list each value once");
        sound = false;
      }
    }
    if (sound && distinct.size() < 2) {
      diagnostics.add(
          DiagnosticId.MALFORMED_ENUMERATION,
          syntax.span(),
          "with one value there is nothing to choose",
          "list two values or more, or use `yes/no`");
      return Optional.empty();
    }
    return sound ? Optional.of(new FactType.Enumeration(List.copyOf(distinct))) : Optional.empty();
  }

  private Optional<FactType> quantity(TypeSyntax.Numeric number) {
    if (number.unit().isPresent() && !Units.isUnit(number.unit().get().text())) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_UNIT,
          number.unit().get().span(),
          "`" + number.unit().get().text() + "` is not a UCUM unit",
          "units are case sensitive: `mm[Hg]`, `kg/m2`, `%`; what UCUM has no unit for is written"
              + " between braces: `{pack-years}`");
      return Optional.empty();
    }
    Optional<BigDecimal> least = number.least().map(word -> new BigDecimal(word.text()));
    Optional<BigDecimal> greatest = number.greatest().map(word -> new BigDecimal(word.text()));
    if (least.isPresent() && greatest.isPresent() && least.get().compareTo(greatest.get()) >= 0) {
      diagnostics.add(
          DiagnosticId.EMPTY_RANGE,
          number.span(),
          "the range from "
              + least.get().toPlainString()
              + " to "
              + greatest.get().toPlainString()
              + " leaves nothing to vary",
          "write the least value first");
      return Optional.empty();
    }
    if (!isGrid(number, least, greatest)) {
      return Optional.empty();
    }
    return Optional.of(
        new FactType.Quantity(
            number.unit().map(Word::text).orElse(Units.ONE),
            least.map(BigDecimal::stripTrailingZeros),
            greatest.map(BigDecimal::stripTrailingZeros)));
  }

  private static Optional<BigDecimal> step(TypeSyntax type) {
    return type instanceof TypeSyntax.Numeric number
        ? number.step().map(word -> new BigDecimal(word.text()).stripTrailingZeros())
        : Optional.empty();
  }

  private boolean isGrid(
      TypeSyntax.Numeric number, Optional<BigDecimal> least, Optional<BigDecimal> greatest) {
    Optional<BigDecimal> step = step(number);
    if (step.isEmpty()) {
      return true;
    }
    Word word = number.step().orElseThrow();
    if (step.get().signum() <= 0) {
      diagnostics.add(
          DiagnosticId.BAD_STEP,
          word.span(),
          "the step from one value to the next is not above zero",
          "write for example `by 1` for whole numbers, or `by 0.1`");
      return false;
    }
    for (BigDecimal end : Stream.of(least, greatest).flatMap(Optional::stream).toList()) {
      if (end.remainder(step.get()).signum() != 0) {
        diagnostics.add(
            DiagnosticId.BAD_STEP,
            word.span(),
            end.toPlainString()
                + " is no multiple of "
                + word.text()
                + ", so the range ends between two values",
            "let both ends of the range be multiples of the step");
        return false;
      }
    }
    return true;
  }

  private Optional<FactType> count(Optional<Word> greatest) {
    if (greatest.isEmpty()) {
      return Optional.of(new FactType.Count(Optional.empty()));
    }
    String digits = greatest.get().text();
    boolean whole =
        digits.length() <= 9 && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    if (!whole || Integer.parseInt(digits) < 1) {
      diagnostics.add(
          DiagnosticId.EMPTY_RANGE,
          greatest.get().span(),
          "a count goes up to a whole number of 1 or more",
          "write for example `count up to 10`");
      return Optional.empty();
    }
    return Optional.of(new FactType.Count(Optional.of(Integer.valueOf(digits))));
  }

  private Optional<Set<CodeSystem>> systems(List<Word> words) {
    Set<CodeSystem> systems = EnumSet.noneOf(CodeSystem.class);
    boolean sound = true;
    for (Word word : words) {
      Optional<CodeSystem> system = new CodeReader(diagnostics).system(word);
      system.ifPresent(systems::add);
      sound &= system.isPresent();
    }
    return sound ? Optional.of(systems) : Optional.empty();
  }

  private Optional<FactType> kinds(List<Word> words) {
    Set<DocumentKind> kinds = EnumSet.noneOf(DocumentKind.class);
    boolean sound = true;
    List<String> phrases =
        Stream.of(DocumentKind.values())
            .filter(kind -> kind != DocumentKind.SHARED)
            .map(DocumentKind::phrase)
            .toList();
    for (Word word : words) {
      Optional<DocumentKind> kind =
          Stream.of(DocumentKind.values())
              .filter(each -> each.phrase().equals(word.text()))
              .filter(each -> each != DocumentKind.SHARED)
              .findFirst();
      kind.ifPresent(kinds::add);
      if (kind.isEmpty()) {
        sound = false;
        diagnostics.add(
            DiagnosticId.BAD_VALUE,
            word.span(),
            "`" + word.text() + "` is not a kind of document that decides",
            Suggestion.help(word.text(), phrases)
                .orElse("write one of: " + String.join(", ", phrases)));
      }
    }
    return sound ? Optional.of(new FactType.Document(kinds)) : Optional.empty();
  }

  /** Adds the sources of a fact that is declared. */
  void addSources(FactItem.Declaration declaration, ConditionCheck conditions) {
    String name = declaration.name().text();
    Optional<FactDeclaration> declared =
        scope.facts().stream().filter(fact -> fact.name().text().equals(name)).findFirst();
    if (declared.isEmpty()) {
      return;
    }
    List<FactSource> sources = new ArrayList<>();
    for (FactItem.Property property : declaration.properties()) {
      switch (property) {
        case FactItem.Property.Ask ask -> {
          // The question is declared already.
        }
        case FactItem.Property.FromAnswer(var linkId, var span) ->
            sources.add(new FactSource.QuestionnaireItem(linkId));
        case FactItem.Property.FromResource resource ->
            source(declared.get(), resource, conditions).ifPresent(sources::add);
      }
    }
    FactDeclaration fact = declared.get();
    scope.declare(
        new FactDeclaration(
            fact.name(),
            fact.type(),
            fact.question(),
            fact.cost(),
            fact.step(),
            sources,
            fact.span()));
  }

  private Optional<FactSource> source(
      FactDeclaration fact, FactItem.Property.FromResource resource, ConditionCheck conditions) {
    Optional<Window> window =
        resource.window().isPresent()
            ? conditions.terms().window("from " + fact.name(), resource.window().get())
            : Optional.of(Window.ANY_TIME);
    resource.symbol().ifPresent(symbol -> checkSymbol(fact, symbol));
    boolean known =
        resource.valueSet().isEmpty() || conditions.valueSet(resource.valueSet().get()).isPresent();
    if (window.isEmpty() || !known) {
      return Optional.empty();
    }
    return Optional.of(
        new FactSource.Resources(
            resource.pick().orElse(FactSource.Pick.LATEST),
            resource.resource().text(),
            resource.element().map(Word::text),
            resource.valueSet().map(Word::text),
            resource.symbol().map(Word::text),
            window.get(),
            resource.complete()));
  }

  private void checkSymbol(FactDeclaration fact, Word symbol) {
    if (!(fact.type() instanceof FactType.Enumeration(var values))) {
      diagnostics.add(
          DiagnosticId.TYPE_MISMATCH,
          symbol.span(),
          "`"
              + fact.name()
              + "` is "
              + TypeWords.of(fact.type())
              + ", and `as` gives a value to one of several named values only",
          "leave `as " + symbol.text() + "` out");
    } else if (!values.contains(symbol.text())) {
      diagnostics.add(
          DiagnosticId.UNKNOWN_VALUE,
          symbol.span(),
          "`" + fact.name() + "` has no value `" + symbol.text() + "`",
          Suggestion.help(symbol.text(), values)
              .orElse("its values are " + String.join(", ", values)));
    }
  }
}
