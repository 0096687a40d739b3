package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Guideline;

/**
 * One document as it is written.
 *
 * @param frontMatter empty when it is missing or is not YAML
 * @param updates the rows under the heading {@code Update information}
 * @param notice the plain text of the section {@code Notice}, if there is that section
 */
public record DocumentSyntax(
    Source source,
    Optional<FrontMatter> frontMatter,
    List<Guideline.Section> sections,
    List<Guideline.Sentence> sentences,
    Optional<Word> notice,
    List<UpdateRow> updates,
    List<FenceSyntax> fences) {
  public DocumentSyntax {
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
    updates = List.copyOf(updates);
    fences = List.copyOf(fences);
  }

  /** One row of the table of updates. */
  public record UpdateRow(Word date, Word change) {}
}
