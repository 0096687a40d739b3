package org.proviso.language.model;

import java.util.regex.Pattern;

/**
 * The name of a fact, a definition or a value set: lower-case words joined by hyphens.
 *
 * @param text for example {@code brain-tumor-treated}
 */
public record FactName(String text) implements Comparable<FactName> {
  /** What a name looks like. */
  public static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

  public FactName {
    if (!PATTERN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name: " + text);
    }
  }

  @Override
  public int compareTo(FactName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
