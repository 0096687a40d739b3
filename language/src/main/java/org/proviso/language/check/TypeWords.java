package org.proviso.language.check;

import org.proviso.language.model.FactType;

/** Types as messages name them. */
final class TypeWords {
  private TypeWords() {}

  /** For example {@code a yes/no fact}. */
  static String of(FactType type) {
    return switch (type) {
      case FactType.YesNo() -> "a yes/no fact";
      case FactType.Enumeration(var values) -> "one of " + String.join(", ", values);
      case FactType.Quantity quantity -> "a number";
      case FactType.Count count -> "a count";
      case FactType.Date() -> "a date";
      case FactType.SingleCode code -> "a code";
      case FactType.CodeList codes -> "a list of codes";
      case FactType.History() -> "a history";
      case FactType.Document document -> "a document";
    };
  }

  /** Whether facts of the type are numbers. */
  static boolean isNumber(FactType type) {
    return type instanceof FactType.Quantity || type instanceof FactType.Count;
  }

  /** How a fact of that type stands in a condition. */
  static String howToUse(String name, FactType type) {
    return switch (type) {
      case FactType.YesNo() -> "write `" + name + "` by itself, or `not " + name + "`";
      case FactType.Enumeration(var values) -> "write `" + name + " is " + values.getFirst() + "`";
      case FactType.Quantity quantity -> "write a comparison: `" + name + " at least …`";
      case FactType.Count count -> "write a comparison: `" + name + " at least 1`";
      case FactType.Date() -> "write `" + name + " before date-of-service` or the like";
      case FactType.SingleCode code -> "write `" + name + " in VALUE-SET`";
      case FactType.CodeList codes -> "write `" + name + " include VALUE-SET`";
      case FactType.History() -> "write `count of " + name + " at least 1` or the like";
      case FactType.Document document -> "write `" + name + " in force`";
    };
  }
}
