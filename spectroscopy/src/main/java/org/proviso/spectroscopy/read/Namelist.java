package org.proviso.spectroscopy.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fortran namelists as LCModel writes them: {@code $NAME key=value, key=value $END}. */
final class Namelist {

  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z][A-Za-z0-9_()]*)\\s*=\\s*('(?:[^']|'')*'|[^\\s,$]+)");

  private Namelist() {}

  static boolean has(String text, String name) {
    return Pattern.compile("(?mi)^\\s*[$&]" + name + "\\b").matcher(text).find();
  }

  /** The pairs of the first namelist of a name, keys in lower case. */
  static HeaderFields parse(String text, String name) {
    HeaderFields fields = new HeaderFields("LCModel " + name);
    Matcher block =
        Pattern.compile("(?si)[$&]" + name + "\\b(.*?)(?:[$&]END|\\n\\s*/)").matcher(text);
    if (block.find()) {
      Matcher pair = PAIR.matcher(block.group(1));
      while (pair.find()) {
        fields.put(
            pair.group(1).toLowerCase(java.util.Locale.ROOT),
            pair.group(2).replaceAll("^'|'$", ""));
      }
    }
    return fields;
  }

  /** The offset after the {@code $END} of the last namelist, &minus;1 when there is none. */
  static int endOfLast(String text) {
    Matcher end = Pattern.compile("(?i)[$&]END[^\\n]*\\n").matcher(text);
    int last = -1;
    while (end.find()) {
      last = end.end();
    }
    return last;
  }
}
