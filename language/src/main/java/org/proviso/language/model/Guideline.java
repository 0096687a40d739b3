package org.proviso.language.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.terminology.Code;
import org.proviso.terminology.ValueSet;

/**
 * One version of one guideline, checked: every name resolves, every type fits, every criterion has
 * its sentence.
 *
 * @param id for example {@code 04-70540-07}
 * @param title what a person calls it
 * @param payer who publishes it
 * @param effective first date of service it applies to
 * @param through last date of service it applies to, when the document itself says; otherwise it
 *     applies until the next version does
 * @param reviewed when it was last reviewed, if it says
 * @param services the procedure codes it is about; empty for a shared document
 * @param linesOfBusiness to which it applies; empty means all
 * @param jurisdictions to which it applies (ISO 3166-2, for example {@code US-FL}); empty means all
 * @param notice the standing notice that every answer carries
 * @param facts by name, in order of declaration, those of used documents first
 * @param valueSets by name, those of used documents included
 * @param sentences the prose under each anchor
 * @param sections the document's sections, in order
 * @param updates the rows of its update information, in order
 * @param contentHash SHA-256, in lower-case hexadecimal, of the document, of every document it uses
 *     and of every value-set file, as the language reference fixes it
 */
public record Guideline(
    String id,
    String title,
    String payer,
    DocumentKind kind,
    Basis basis,
    LocalDate effective,
    Optional<LocalDate> through,
    Optional<LocalDate> reviewed,
    List<Code> services,
    List<String> alsoKnownAs,
    Set<String> linesOfBusiness,
    Set<String> jurisdictions,
    String notice,
    List<FactDeclaration> facts,
    Map<String, ValueSet> valueSets,
    List<Decision> decisions,
    List<Case> cases,
    Map<Anchor, Sentence> sentences,
    List<Section> sections,
    List<Update> updates,
    String file,
    String contentHash) {
  public Guideline {
    services = List.copyOf(services);
    alsoKnownAs = List.copyOf(alsoKnownAs);
    linesOfBusiness = Set.copyOf(linesOfBusiness);
    jurisdictions = Set.copyOf(jurisdictions);
    facts = List.copyOf(facts);
    valueSets = Map.copyOf(valueSets);
    decisions = List.copyOf(decisions);
    cases = List.copyOf(cases);
    sentences = Map.copyOf(sentences);
    sections = List.copyOf(sections);
    updates = List.copyOf(updates);
  }

  /** Of the content hash, which says all of the document; the rest would be walked every time. */
  @Override
  public int hashCode() {
    return contentHash.hashCode();
  }

  /** A version is named by its first date of service. */
  public String version() {
    return effective.toString();
  }

  /** The declaration of a fact. */
  public Optional<FactDeclaration> fact(FactName name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).findFirst();
  }

  /**
   * The prose under an anchor.
   *
   * @param text the sentence without its anchor, as plain text
   * @param section the heading it stands under
   */
  public record Sentence(Anchor anchor, String text, String section, Span span) {}

  /**
   * A section of the document.
   *
   * @param level 1 to 6
   * @param markdown what stands under the heading up to the next heading, as written
   */
  public record Section(int level, String heading, String markdown, Span span) {}

  /** One row of the update information. */
  public record Update(LocalDate date, String change, Span span) {}
}
