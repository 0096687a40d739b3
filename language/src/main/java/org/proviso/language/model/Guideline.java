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
 * @param header what it is, and to what it applies
 * @param rules what it decides
 * @param page what it says to people
 * @param source where it was read
 */
public record Guideline(Header header, Rules rules, Page page, Source source) {
  /**
   * What a guideline is, and to what it applies.
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
   * @param jurisdictions to which it applies (ISO 3166-2, for example {@code US-FL}); empty means
   *     all
   * @param notice the standing notice that every answer carries
   */
  public record Header(
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
      String notice) {
    public Header {
      services = List.copyOf(services);
      alsoKnownAs = List.copyOf(alsoKnownAs);
      linesOfBusiness = Set.copyOf(linesOfBusiness);
      jurisdictions = Set.copyOf(jurisdictions);
    }

    /** The same, applying to other dates. */
    public Header during(LocalDate first, Optional<LocalDate> last) {
      return new Header(
          id,
          title,
          payer,
          kind,
          basis,
          first,
          last,
          reviewed,
          services,
          alsoKnownAs,
          linesOfBusiness,
          jurisdictions,
          notice);
    }
  }

  /**
   * What a guideline decides.
   *
   * @param facts by name, in order of declaration, those of used documents first
   * @param valueSets by name, those of used documents included
   * @param decisions in the order of the document
   * @param cases its examples, each with the outcome that it expects
   */
  public record Rules(
      List<FactDeclaration> facts,
      Map<String, ValueSet> valueSets,
      List<Decision> decisions,
      List<Case> cases) {
    public Rules {
      facts = List.copyOf(facts);
      valueSets = Map.copyOf(valueSets);
      decisions = List.copyOf(decisions);
      cases = List.copyOf(cases);
    }
  }

  /**
   * What a guideline says to people.
   *
   * @param sentences the prose under each anchor
   * @param sections the document's sections, in order
   * @param updates the rows of its update information, in order
   */
  public record Page(
      Map<Anchor, Sentence> sentences, List<Section> sections, List<Update> updates) {
    public Page {
      sentences = Map.copyOf(sentences);
      sections = List.copyOf(sections);
      updates = List.copyOf(updates);
    }
  }

  /**
   * Where a guideline was read.
   *
   * @param file relative to the library's root, with forward slashes
   * @param contentHash SHA-256, in lower-case hexadecimal, of the document, of every document it
   *     uses and of every value-set file, as the language reference fixes it
   */
  public record Source(String file, String contentHash) {}

  /** Of the content hash, which says all of the document; the rest would be walked every time. */
  @Override
  public int hashCode() {
    return source.contentHash().hashCode();
  }

  /** A version is named by its first date of service. */
  public String version() {
    return effective().toString();
  }

  /** The declaration of a fact. */
  public Optional<FactDeclaration> fact(FactName name) {
    return facts().stream().filter(fact -> fact.name().equals(name)).findFirst();
  }

  /** {@link Header#id}. */
  public String id() {
    return header.id();
  }

  /** {@link Header#title}. */
  public String title() {
    return header.title();
  }

  /** {@link Header#payer}. */
  public String payer() {
    return header.payer();
  }

  /** {@link Header#kind}. */
  public DocumentKind kind() {
    return header.kind();
  }

  /** {@link Header#basis}. */
  public Basis basis() {
    return header.basis();
  }

  /** {@link Header#effective}. */
  public LocalDate effective() {
    return header.effective();
  }

  /** {@link Header#through}. */
  public Optional<LocalDate> through() {
    return header.through();
  }

  /** {@link Header#reviewed}. */
  public Optional<LocalDate> reviewed() {
    return header.reviewed();
  }

  /** {@link Header#services}. */
  public List<Code> services() {
    return header.services();
  }

  /** {@link Header#alsoKnownAs}. */
  public List<String> alsoKnownAs() {
    return header.alsoKnownAs();
  }

  /** {@link Header#linesOfBusiness}. */
  public Set<String> linesOfBusiness() {
    return header.linesOfBusiness();
  }

  /** {@link Header#jurisdictions}. */
  public Set<String> jurisdictions() {
    return header.jurisdictions();
  }

  /** {@link Header#notice}. */
  public String notice() {
    return header.notice();
  }

  /** {@link Rules#facts}. */
  public List<FactDeclaration> facts() {
    return rules.facts();
  }

  /** {@link Rules#valueSets}. */
  public Map<String, ValueSet> valueSets() {
    return rules.valueSets();
  }

  /** {@link Rules#decisions}. */
  public List<Decision> decisions() {
    return rules.decisions();
  }

  /** {@link Rules#cases}. */
  public List<Case> cases() {
    return rules.cases();
  }

  /** {@link Page#sentences}. */
  public Map<Anchor, Sentence> sentences() {
    return page.sentences();
  }

  /** {@link Page#sections}. */
  public List<Section> sections() {
    return page.sections();
  }

  /** {@link Page#updates}. */
  public List<Update> updates() {
    return page.updates();
  }

  /** {@link Source#file}. */
  public String file() {
    return source.file();
  }

  /** {@link Source#contentHash}. */
  public String contentHash() {
    return source.contentHash();
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
