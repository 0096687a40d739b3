package org.proviso.language.check;

import org.proviso.terminology.CodePattern;

/** Whether two patterns can select the same code, judged by spelling; errs on the side of yes. */
final class PatternOverlap {
  private PatternOverlap() {}

  static boolean overlap(CodePattern left, CodePattern right) {
    return left.system() == right.system()
        && low(left).compareTo(high(right)) <= 0
        && low(right).compareTo(high(left)) <= 0;
  }

  private static String low(CodePattern pattern) {
    return switch (pattern) {
      case CodePattern.Exactly(var code) -> code.value();
      case CodePattern.Below(var code) -> code.value();
      case CodePattern.Between(var first, var last) -> first.value();
    };
  }

  private static String high(CodePattern pattern) {
    return switch (pattern) {
      case CodePattern.Exactly(var code) -> code.value();
      case CodePattern.Below(var code) -> code.value() + Character.MAX_VALUE;
      case CodePattern.Between(var first, var last) -> last.value() + Character.MAX_VALUE;
    };
  }
}
