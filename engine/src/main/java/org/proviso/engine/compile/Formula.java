package org.proviso.engine.compile;

import java.util.List;
import java.util.function.Consumer;

/** A combination of atoms. */
sealed interface Formula {

  record Constant(boolean value) implements Formula {}

  record Literal(Atom atom) implements Formula {}

  record Not(Formula negated) implements Formula {}

  /** At least {@code count} of the parts hold, {@code 0 <= count}. */
  record AtLeast(int count, List<Formula> parts) implements Formula {
    public AtLeast {
      parts = List.copyOf(parts);
    }
  }

  static Formula all(List<Formula> parts) {
    return new AtLeast(parts.size(), parts);
  }

  static Formula any(List<Formula> parts) {
    return new AtLeast(1, parts);
  }

  /** Visits every atom, in order. */
  default void forEachAtom(Consumer<Atom> visitor) {
    switch (this) {
      case Constant _ -> {}
      case Literal(Atom atom) -> visitor.accept(atom);
      case Not(Formula negated) -> negated.forEachAtom(visitor);
      case AtLeast(int _, List<Formula> parts) -> parts.forEach(part -> part.forEachAtom(visitor));
    }
  }
}
