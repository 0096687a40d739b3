package org.proviso.fhir.facts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Symbols;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** The value of one match, by the shape of the element. */
final class MatchValues {
  private final Values values;

  MatchValues(Values values) {
    this.values = values;
  }

  /** The value; nothing when it has none of the fact's type. */
  @Nullable Knowledge of(FactType type, ReadableElement readable, Match match) {
    return switch (readable.shape()) {
      case OBSERVED, VALUE -> observed(type, match);
      case QUANTITY ->
          type instanceof FactType.Quantity quantity
              ? Quantities.read(quantity, match.at(), "")
              : null;
      case SYMBOL -> symbol(type, match);
      case DATE -> {
        DateRange days = type instanceof FactType.Date ? DateRange.at(match.at()) : null;
        yield days == null ? null : Values.day(days, match.at(), "");
      }
      case WHEN, CONCEPTS, MEDICATION, REASONS, CLAIM_ITEMS -> coded(type, match);
      case COVERAGE -> null;
    };
  }

  private @Nullable Knowledge observed(FactType type, Match match) {
    if (type instanceof FactType.Date && Values.place(match.holder()) == null) {
      return coded(type, match);
    }
    String prefix = match.code() == null ? "" : match.says() + ": ";
    return values.read(type, match.holder(), prefix, match.when().recorded());
  }

  private static @Nullable Knowledge symbol(FactType type, Match match) {
    String text = match.at().text();
    if (text == null || !(type instanceof FactType.Enumeration(List<String> names))) {
      return null;
    }
    String symbol = Symbols.of(text);
    if (!names.contains(symbol)) {
      Values.noteUnknownSymbol(names, match.at());
      return null;
    }
    return Citations.known(new Value.Symbol(symbol), match.at(), symbol);
  }

  /** A coded resource as a value: its code, or its date. */
  private static @Nullable Knowledge coded(FactType type, Match match) {
    if (type instanceof FactType.Date) {
      return match.when().equals(When.UNKNOWN)
          ? null
          : Values.day(match.when().start(), match.at(), match.says() + ": ");
    }
    if (type instanceof FactType.SingleCode(Set<CodeSystem> systems)) {
      List<Code> names = match.names(systems);
      return names.isEmpty()
          ? null
          : Citations.known(new Value.OneCode(names.getFirst()), match.at(), match.says());
    }
    Code code = match.code();
    if (type instanceof FactType.Enumeration(List<String> names) && code != null) {
      String symbol = Symbols.of(code.value());
      if (names.contains(symbol)) {
        return Citations.known(new Value.Symbol(symbol), match.at(), symbol);
      }
    }
    return null;
  }
}
