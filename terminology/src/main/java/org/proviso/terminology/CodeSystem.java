package org.proviso.terminology;

import java.util.Arrays;
import java.util.Optional;

/**
 * A code system that guidelines and records name codes in.
 *
 * <p>The keyword is how a guideline writes it, the URI is how FHIR writes it (HL7 Terminology,
 * <i>External Code Systems</i>).
 */
public enum CodeSystem {
  ICD10CM("icd10cm", "http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"),
  ICD10PCS("icd10pcs", "http://www.cms.gov/Medicare/Coding/ICD10", "ICD-10-PCS"),
  ICD9CM("icd9cm", "http://hl7.org/fhir/sid/icd-9-cm", "ICD-9-CM"),
  CPT("cpt", "http://www.ama-assn.org/go/cpt", "CPT"),
  HCPCS("hcpcs", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "HCPCS Level II"),
  SNOMED("snomed", "http://snomed.info/sct", "SNOMED CT"),
  LOINC("loinc", "http://loinc.org", "LOINC"),
  RXNORM("rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"),
  NDC("ndc", "http://hl7.org/fhir/sid/ndc", "NDC"),
  ATC("atc", "http://www.whocc.no/atc", "ATC");

  private final String keyword;
  private final String uri;
  private final String title;

  CodeSystem(String keyword, String uri, String title) {
    this.keyword = keyword;
    this.uri = uri;
    this.title = title;
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

  /** The system that a guideline's keyword names, if it is one of ours. */
  public static Optional<CodeSystem> ofKeyword(String keyword) {
    return Arrays.stream(values()).filter(system -> system.keyword.equals(keyword)).findFirst();
  }

  /** The system that a FHIR {@code Coding.system} names, if it is one of ours. */
  public static Optional<CodeSystem> ofUri(String uri) {
    return Arrays.stream(values()).filter(system -> system.uri.equals(uri)).findFirst();
  }
}
