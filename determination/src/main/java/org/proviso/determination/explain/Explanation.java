package org.proviso.determination.explain;

import java.util.Optional;
import org.proviso.determination.Determination;

/**
 * An answer explained for one kind of reader.
 *
 * @param text lines of plain text, the guideline's standing notice at the end
 * @param grade how hard its own words are to read, for the member; the others are for professionals
 * @param gradeWithQuotations the same with the title, the questions and the notice that are quoted
 *     from the guideline
 */
public record Explanation(
    Reader reader,
    String text,
    Optional<ReadingGrade> grade,
    Optional<ReadingGrade> gradeWithQuotations) {
  /** Explains a determination. */
  public static Explanation of(Determination determination, Reader reader) {
    return switch (reader) {
      case REVIEWER -> professional(reader, AnswerText.explanation(determination));
      case PROVIDER -> professional(reader, ProviderText.of(determination));
      case MEMBER -> MemberText.of(determination);
    };
  }

  private static Explanation professional(Reader reader, String text) {
    return new Explanation(reader, text, Optional.empty(), Optional.empty());
  }
}
