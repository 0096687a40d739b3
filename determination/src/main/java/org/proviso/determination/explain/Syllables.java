package org.proviso.determination.explain;

import java.util.Locale;

/**
 * Counts the syllables of English words by their spelling. There is no exact rule; this one is
 * right for most words and, where it errs, mostly counts too many, so that a text is rather called
 * too hard than too easy.
 *
 * <ol>
 *   <li>A run of vowels (a, e, i, o, u, and y other than at the beginning) is a syllable.
 *   <li>A final e is silent, unless it is the only vowel, or follows a consonant and l: {@code
 *       care}, {@code the}, {@code table}.
 *   <li>A final ed is silent but after t and d, a final es but after s, x, z, ch, sh, c and g:
 *       {@code used}, {@code needed}, {@code rules}, {@code causes}.
 *   <li>The e before a final ly, ment, ful or less is silent: {@code safely}.
 *   <li>Two vowels that are spoken apart are two: ia, io, iu, ual, uous and ying; but not the io
 *       and ia of tion, sion, cial and tial: {@code radiation}, {@code question}.
 *   <li>Digits are a syllable each, and so are the letters of a word in capitals: {@code MRI}.
 * </ol>
 */
final class Syllables {
  private Syllables() {}

  static int count(String word) {
    if (word.chars().anyMatch(Character::isDigit)) {
      return word.length();
    }
    if (word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT))) {
      return word.length();
    }
    String letters = word.toLowerCase(Locale.ROOT).replaceAll("['’](s|t|re|ve|ll|d|m)$", "");
    letters = letters.replaceAll("[^a-z]", "");
    int runs = runs(letters) - silent(letters) + apart(letters);
    return Math.max(1, runs);
  }

  private static boolean isVowel(String word, int index) {
    char letter = word.charAt(index);
    return "aeiou".indexOf(letter) >= 0 || (letter == 'y' && index > 0);
  }

  private static int runs(String word) {
    int runs = 0;
    for (int index = 0; index < word.length(); index++) {
      if (isVowel(word, index) && (index == 0 || !isVowel(word, index - 1))) {
        runs++;
      }
    }
    return runs;
  }

  /** Vowels at the end that are written and not spoken. */
  private static int silent(String word) {
    int silent = 0;
    if (word.matches(".*[a-z]e(ly|ment|ments|ful|less)") && !word.matches(".*le(ment|ments)")) {
      silent++;
    }
    if (word.matches(".*[^aeiouy]e") && !word.matches(".*[^aeiouyl]le")) {
      silent++;
    } else if (word.matches(".*[^aeiouytd]ed")) {
      silent++;
    } else if (word.matches(".*[^aeiouysxzcg]es") && !word.matches(".*(ch|sh|[^aeiouyl]l)es")) {
      silent++;
    }
    return silent;
  }

  /** Runs of vowels that are spoken as two. */
  private static int apart(String word) {
    String spoken = word.replaceAll("(t|s|c|x|g)(io|ia)(n|l|us)", "$1o$3").replaceAll("qu", "q");
    int apart = 0;
    for (String pair : new String[] {"ia", "io", "iu", "ying", "uous", "ual"}) {
      int from = spoken.indexOf(pair);
      while (from >= 0) {
        apart++;
        from = spoken.indexOf(pair, from + 1);
      }
    }
    return apart;
  }
}
