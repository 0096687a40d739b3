package org.proviso.determination.explain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many years of school a text asks for: the Flesch-Kincaid grade level (Kincaid, Fishburne,
 * Rogers, Chissom 1975, Naval Technical Training Command, Research Branch Report 8-75).
 *
 * <p>A sentence ends with a full stop, a question mark, an exclamation mark, a colon, or the line.
 * A word is letters and digits with the apostrophes between them; hyphens, slashes and other signs
 * part words. A word that stands alone is no sentence but goes with the one before it, so that
 * {@code Is it so? Yes.} does not make a text easier. {@link Syllables} says how syllables are
 * counted.
 *
 * @param words how many; 1 or more
 * @param sentences how many; 1 or more
 * @param syllables how many; 1 or more
 */
public record ReadingGrade(int words, int sentences, int syllables) {
  private static final Pattern SENTENCE_END = Pattern.compile("[.?!:](?=\\s|\"|\\)|$)|\\R");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)*");

  public ReadingGrade {
    if (words < 1 || sentences < 1 || syllables < 1) {
      throw new IllegalArgumentException("a text has words, sentences and syllables");
    }
  }

  /**
   * The grade of a text.
   *
   * @throws IllegalArgumentException when it has no words
   */
  public static ReadingGrade of(String text) {
    int words = 0;
    int sentences = 0;
    int syllables = 0;
    for (String sentence : SENTENCE_END.split(text, -1)) {
      List<String> found = WORD.matcher(sentence).results().map(match -> match.group()).toList();
      if (!found.isEmpty()) {
        sentences += found.size() > 1 || sentences == 0 ? 1 : 0;
        words += found.size();
        syllables += found.stream().mapToInt(Syllables::count).sum();
      }
    }
    return new ReadingGrade(words, sentences, syllables);
  }

  /** {@code 0.39 words/sentences + 11.8 syllables/words - 15.59}. */
  public double grade() {
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
  }

  /** To one digit, for example {@code 6.4}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f", grade());
  }
}
