package org.proviso.language.model;

import java.util.regex.Pattern;

/**
 * The label that a sentence of the guideline and its criterion share, for example {@code p1}.
 *
 * @param name a lower-case letter, then letters, digits, dots and hyphens
 */
public record Anchor(String name) implements Comparable<Anchor> {
  /** What an anchor looks like. */
  public static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*");

  public Anchor {
    if (!PATTERN.matcher(name).matches()) {
      throw new IllegalArgumentException("not an anchor: " + name);
    }
  }

  @Override
  public int compareTo(Anchor other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
