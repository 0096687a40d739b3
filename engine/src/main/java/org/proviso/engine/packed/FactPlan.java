package org.proviso.engine.packed;

import java.util.Map;
import org.proviso.language.model.FactType;

/**
 * How what is known of one fact becomes codes of variables.
 *
 * <p>A plan is direct when each variable of the fact depends on nothing else but the date of
 * service and fixed days. Everything else is {@link Joint}. Arrays are as long as there are
 * variables and in their order.
 */
abstract sealed class FactPlan {
  /** The variables that depend on the fact. */
  final int[] variables;

  private FactPlan(int[] variables) {
    this.variables = variables;
  }

  /** A yes/no fact or a document of the library. */
  static final class Flag extends FactPlan {
    static final int NO = 1;
    static final int YES = 2;

    /** Whether it is a document. */
    final boolean document;

    Flag(int[] variables, boolean document) {
      super(variables);
      this.document = document;
    }
  }

  /** An enumeration. */
  static final class Symbol extends FactPlan {
    /** The place of each value in the declaration. */
    final Map<String, Integer> places;

    /** The code of each value, by its place. */
    final int[] codes;

    Symbol(int[] variables, Map<String, Integer> places, int[] codes) {
      super(variables);
      this.places = Map.copyOf(places);
      this.codes = codes;
    }
  }

  /** One code. Its block, and one, is the code of the variable. */
  static final class SingleCode extends FactPlan {
    final Blocks blocks;

    SingleCode(int[] variables, Blocks blocks) {
      super(variables);
      this.blocks = blocks;
    }
  }

  /** A list of codes. */
  static final class CodeList extends FactPlan {
    /** The block that each variable is about. */
    final int[] blockOf;

    final Blocks blocks;

    CodeList(int[] variables, int[] blockOf, Blocks blocks) {
      super(variables);
      this.blockOf = blockOf;
      this.blocks = blocks;
    }
  }

  /** A number. */
  static final class Quantity extends FactPlan {
    final NumberRange range;
    final NumberCuts[] cuts;

    Quantity(int[] variables, NumberRange range, NumberCuts[] cuts) {
      super(variables);
      this.range = range;
      this.cuts = cuts;
    }
  }

  /** A date. */
  static final class Day extends FactPlan {
    final DayCuts[] cuts;

    Day(int[] variables, DayCuts[] cuts) {
      super(variables);
      this.cuts = cuts;
    }
  }

  /** A fact that shares a variable with another, or whose variables count or compute. */
  static final class Joint extends FactPlan {
    final FactType type;

    /** Which of the components its variables belong to. */
    final int component;

    /** For each variable, of a history that is complete; empty when they need more than that. */
    final HistoryCuts[] complete;

    Joint(int[] variables, FactType type, int component, HistoryCuts[] complete) {
      super(variables);
      this.type = type;
      this.component = component;
      this.complete = complete;
    }
  }
}
