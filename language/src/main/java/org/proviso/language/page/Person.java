package org.proviso.language.page;

import java.util.Optional;

/**
 * Someone who signs with a name.
 *
 * @param name on one line, with a letter in it, of 100 characters at most
 */
public record Person(String name) {
  private static final int LIMIT = 100;

  public Person {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a person: " + name);
    }
  }

  /** The person of that name; empty when the text is no name. */
  public static Optional<Person> of(String name) {
    String stripped = name.strip();
    return isName(stripped) ? Optional.of(new Person(stripped)) : Optional.empty();
  }

  private static boolean isName(String name) {
    return name.equals(name.strip())
        && name.length() <= LIMIT
        && name.codePoints().anyMatch(Character::isLetter)
        && name.codePoints().noneMatch(Character::isISOControl);
  }
}
