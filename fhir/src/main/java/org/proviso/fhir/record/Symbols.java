package org.proviso.fhir.record;

import java.util.Locale;
import java.util.regex.Pattern;

/** The values of enumerations. */
public final class Symbols {
  private static final Pattern BLANKS = Pattern.compile("[\\s_]+");

  private Symbols() {}

  /** A code or a name as enumerations write it: lower case, words joined by hyphens. */
  public static String of(String text) {
    return BLANKS.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
  }
}
