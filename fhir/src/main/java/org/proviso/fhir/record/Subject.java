package org.proviso.fhir.record;

/** Whom a resource is about. */
public enum Subject {
  /** The patient of the record. */
  PATIENT,
  /** It does not say, though R4 requires it to. */
  NOT_SAID,
  /** Somebody or something else. */
  ANOTHER;

  /**
   * Whom a resource is about: its subject leads to the patient, or it has none where R4 lets it
   * have none (a QuestionnaireResponse). Notes why it is not the patient.
   */
  public static Subject of(ClinicalRecord record, Resource patient, Place resource) {
    String element = resource.resource().type().subject();
    if (!resource.has(element)
        && resource.resource().type() == ResourceType.QUESTIONNAIRE_RESPONSE) {
      return PATIENT;
    }
    Place subject = resource.one(element);
    if (subject == null || !subject.isObject() || !subject.has("reference")) {
      resource.note(
          ProblemKind.SUBJECT_MISSING,
          "It has no " + element + ", so it cannot be told whom it is about; it is not relied on.",
          "Refer to the patient of this bundle.");
      return NOT_SAID;
    }
    if (record.referred(resource, element).filter(patient::equals).isPresent()) {
      return PATIENT;
    }
    resource.note(
        ProblemKind.ABOUT_ANOTHER_PATIENT,
        "Its " + element + " does not lead to the patient of this bundle; it is not used.",
        "Leave it out, or correct the reference.");
    return ANOTHER;
  }
}
