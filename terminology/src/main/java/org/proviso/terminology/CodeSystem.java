package org.proviso.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A code system that guidelines and records name codes in.
 *
 * <p>The keyword is how a guideline writes it, the URI is how FHIR writes it (HL7 Terminology,
 * <i>External Code Systems</i>). Records also name systems by their object identifier; those are
 * understood, and one system has one URI when written.
 */
public enum CodeSystem {
  ICD10CM("icd10cm", "http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM", "2.16.840.1.113883.6.90"),
  ICD10PCS(
      "icd10pcs",
      "http://www.cms.gov/Medicare/Coding/ICD10",
      "ICD-10-PCS",
      "2.16.840.1.113883.6.4"),
  ICD9CM(
      "icd9cm",
      "http://hl7.org/fhir/sid/icd-9-cm",
      "ICD-9-CM",
      "2.16.840.1.113883.6.103",
      "2.16.840.1.113883.6.104"),
  CPT("cpt", "http://www.ama-assn.org/go/cpt", "CPT", "2.16.840.1.113883.6.12"),
  HCPCS(
      "hcpcs",
      "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
      "HCPCS Level II",
      "2.16.840.1.113883.6.285"),
  SNOMED("snomed", "http://snomed.info/sct", "SNOMED CT", "2.16.840.1.113883.6.96"),
  LOINC("loinc", "http://loinc.org", "LOINC", "2.16.840.1.113883.6.1"),
  RXNORM(
      "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm", "2.16.840.1.113883.6.88"),
  NDC("ndc", "http://hl7.org/fhir/sid/ndc", "NDC", "2.16.840.1.113883.6.69"),
  ATC("atc", "http://www.whocc.no/atc", "ATC", "2.16.840.1.113883.6.73");

  private static final Map<String, CodeSystem> BY_KEYWORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CodeSystem::keyword, Function.identity()));
  private static final Map<String, CodeSystem> BY_URI =
      Arrays.stream(values())
          .flatMap(
              system ->
                  Stream.concat(
                          Stream.of(system.uri),
                          system.objectIdentifiers.stream().map(oid -> "urn:oid:" + oid))
                      .map(uri -> Map.entry(uri, system)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String keyword;
  private final String uri;
  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> objectIdentifiers;

  CodeSystem(String keyword, String uri, String title, String... objectIdentifiers) {
    this.keyword = keyword;
    this.uri = uri;
    this.title = title;
    this.objectIdentifiers = List.of(objectIdentifiers);
  }

  /** The word a guideline uses, for example {@code icd10cm}. */
  public String keyword() {
    return keyword;
  }

  /** The canonical URI that FHIR uses. */
  public String uri() {
    return uri;
  }

  /** The name a person reads, for example {@code ICD-10-CM}. */
  public String title() {
    return title;
  }

  /**
   * Whether the codes have an order that means something, so that a range of them does: related
   * codes of a classification stand together, identifiers that are handed out one after another do
   * not.
   */
  public boolean isOrdered() {
    return switch (this) {
      case ICD10CM, ICD10PCS, ICD9CM, CPT, HCPCS, ATC -> true;
      case SNOMED, LOINC, RXNORM, NDC -> false;
    };
  }

  /** The system that a guideline's keyword names, if it is one of ours. */
  public static Optional<CodeSystem> ofKeyword(String keyword) {
    return Optional.ofNullable(BY_KEYWORD.get(keyword));
  }

  /**
   * The system that a FHIR {@code Coding.system} names, by its URI or as {@code urn:oid:}, if it is
   * one of ours.
   */
  public static Optional<CodeSystem> ofUri(String uri) {
    return Optional.ofNullable(BY_URI.get(uri));
  }
}
