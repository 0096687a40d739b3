package org.proviso.exchange.crd.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A version of the implementation guide that clients may want their answer in. */
public enum CrdVersion {
  /** CRD 2.0.1. */
  V2_0("2.0", "http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp"),
  /** CRD 2.2.1. */
  V2_2("2.2", "http://terminology.hl7.org/CodeSystem/cdshooks-card-type");

  /** Where reasons of coverage assertions have their codes, in both versions. */
  public static final String TEMPORARY_CODES = "http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp";

  private final String label;
  private final String cardTypes;

  CrdVersion(String label, String cardTypes) {
    this.label = label;
    this.cardTypes = cardTypes;
  }

  /** Major and minor, as discovery and calls write it. */
  public String label() {
    return label;
  }

  /** The code system of types of cards. */
  public String cardTypes() {
    return cardTypes;
  }

  /** The code system of details of coverage assertions. */
  public String detailCodes() {
    return switch (this) {
      case V2_0 -> TEMPORARY_CODES;
      case V2_2 -> "http://terminology.hl7.org/CodeSystem/crd-coverage-detail";
    };
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(CrdVersion::label).toList();
  }

  /**
   * The version of a call. A client has to name one where a service supports several (CRD 2.2); one
   * that names none was written before that could be said, and is answered as of 2.0.
   *
   * @return empty when it names one that is not supported
   */
  public static Optional<CrdVersion> of(Optional<String> requested) {
    return requested.isEmpty()
        ? Optional.of(V2_0)
        : Arrays.stream(values())
            .filter(version -> version.label.equals(requested.get()))
            .findFirst();
  }
}
