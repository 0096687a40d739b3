package org.proviso.benchmarks.handwritten;

import java.util.List;

/**
 * One node of an explanation.
 *
 * @param name the clause, or the fact, that it is about
 * @param parts what it is made of
 */
public record Criterion(String name, Truth truth, List<Criterion> parts) {
  static Criterion fact(String name, Truth truth) {
    return new Criterion(name, truth, List.of());
  }

  static Criterion allOf(String name, Criterion... parts) {
    Truth all = Truth.TRUE;
    for (Criterion part : parts) {
      all = all.and(part.truth);
    }
    return new Criterion(name, all, List.of(parts));
  }

  /** A sign for each node, parts in parentheses, for example {@code +(+-)}. */
  void write(StringBuilder out) {
    out.append(truth.sign());
    if (!parts.isEmpty()) {
      out.append('(');
      parts.forEach(part -> part.write(out));
      out.append(')');
    }
  }
}
