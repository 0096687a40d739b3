package org.proviso.fhir.record;

import java.util.Locale;

/** The kinds of problems, each with a stable identifier: its name in lower case with hyphens. */
public enum ProblemKind {
  /** The file or stream cannot be read. */
  UNREADABLE(Severity.REFUSES),
  /** More bytes than the limit. */
  TOO_LARGE(Severity.REFUSES),
  /** Objects and arrays nested deeper than the limit. */
  TOO_DEEP(Severity.REFUSES),
  /** A string, number or name longer than the limit. */
  TOO_LONG(Severity.REFUSES),
  /** More resources or elements than the limit. */
  TOO_MANY(Severity.REFUSES),
  /** Not UTF-8. */
  NOT_UTF_8(Severity.REFUSES),
  /** Not JSON. */
  NOT_JSON(Severity.REFUSES),
  /** The JSON ends before it is complete. */
  TRUNCATED(Severity.REFUSES),
  /** One object has the same key twice. */
  DUPLICATE_KEY(Severity.REFUSES),
  /** The root is not a FHIR Bundle. */
  NOT_A_BUNDLE(Severity.REFUSES),
  /** Two resources have the same full URL or the same type and id. */
  DUPLICATE_RESOURCE(Severity.REFUSES),
  /** There is nothing to decide. */
  NO_REQUEST(Severity.REFUSES),
  /** There is more than one thing to decide. */
  SEVERAL_REQUESTS(Severity.REFUSES),
  /** The request names no service. */
  SERVICE_CODE_MISSING(Severity.REFUSES),
  /** The service's code does not say of which system it is. */
  SERVICE_CODE_SYSTEM_MISSING(Severity.REFUSES),
  /** No coding of the service is of a system that is known. */
  SERVICE_CODE_SYSTEM_UNKNOWN(Severity.REFUSES),
  /** The request's code names several services. */
  SEVERAL_SERVICES(Severity.REFUSES),
  /** The service's code cannot be a code of its system. */
  SERVICE_CODE_MALFORMED(Severity.REFUSES),
  /** The service's code is not in force on the date of service. */
  SERVICE_CODE_NOT_IN_FORCE(Severity.REFUSES),
  /** The request has no date of service. */
  DATE_OF_SERVICE_MISSING(Severity.REFUSES),
  /** The date of service is not a date. */
  DATE_OF_SERVICE_INVALID(Severity.REFUSES),
  /** The date of service is a month or a year only. */
  DATE_OF_SERVICE_IMPRECISE(Severity.REFUSES),
  /** There is no patient. */
  NO_PATIENT(Severity.REFUSES),
  /** There is more than one patient. */
  SEVERAL_PATIENTS(Severity.REFUSES),
  /** The request is for another patient than the bundle's. */
  REQUEST_FOR_ANOTHER_PATIENT(Severity.REFUSES),
  /** More than one coverage is in force. */
  SEVERAL_COVERAGES(Severity.REFUSES),

  /** The patient was born after the date of service, or had died before it. */
  IMPOSSIBLE_PATIENT(Severity.REFUSES),

  /** A value does not fit the fact's type. */
  VALUE_DOES_NOT_FIT(Severity.LEAVES_UNKNOWN),
  /** A value is none of the fact's enumeration. */
  UNKNOWN_VALUE(Severity.LEAVES_UNKNOWN),
  /** A number is outside the fact's bounds. */
  VALUE_OUT_OF_RANGE(Severity.LEAVES_UNKNOWN),
  /** A number is no multiple of the fact's step. */
  VALUE_OFF_GRID(Severity.LEAVES_UNKNOWN),
  /** A unit cannot be converted to the fact's. */
  UNIT_NOT_CONVERTIBLE(Severity.LEAVES_UNKNOWN),
  /** Sources, or several values of one source, disagree. */
  SOURCES_DISAGREE(Severity.LEAVES_UNKNOWN),
  /** A guideline's source names an element that is not read. */
  SOURCE_NOT_READABLE(Severity.LEAVES_UNKNOWN),
  /** Which of several values is the latest, earliest, highest or lowest cannot be told. */
  ORDER_NOT_CERTAIN(Severity.LEAVES_UNKNOWN),
  /** An element has another JSON type than FHIR gives it. */
  WRONG_TYPE(Severity.LEAVES_UNKNOWN),
  /** A date is no date of the calendar. */
  INVALID_DATE(Severity.LEAVES_UNKNOWN),
  /** A status is none of its value set. */
  UNKNOWN_STATUS(Severity.LEAVES_UNKNOWN),
  /** An element of several types is given in two of them. */
  CHOICE_GIVEN_TWICE(Severity.LEAVES_UNKNOWN),
  /** A resource does not say whom it is about. */
  SUBJECT_MISSING(Severity.LEAVES_UNKNOWN),
  /** The coverage that the request names is not there, or which one applies cannot be told. */
  COVERAGE_NOT_CERTAIN(Severity.LEAVES_UNKNOWN),
  /** Whether the contract has a rule of its own cannot be told from its mark. */
  CONTRACT_RULE_UNKNOWN(Severity.LEAVES_UNKNOWN),
  /** A coverage's line of business cannot be told. */
  LINE_OF_BUSINESS_UNKNOWN(Severity.LEAVES_UNKNOWN),
  /** A coding has no system. */
  CODE_SYSTEM_MISSING(Severity.LEAVES_UNKNOWN),
  /** A code cannot be a code of its system. */
  MALFORMED_CODE(Severity.LEAVES_UNKNOWN),
  /** A code was in force neither when it was recorded nor on the date of service. */
  CODE_NOT_IN_FORCE(Severity.LEAVES_UNKNOWN),
  /** The search that the bundle is the result of was not answered in full. */
  RECORD_INCOMPLETE(Severity.LEAVES_UNKNOWN),
  /** A reference leads nowhere in the bundle. */
  REFERENCE_UNRESOLVED(Severity.LEAVES_UNKNOWN),

  /** The resource was entered in error and is not used. */
  ENTERED_IN_ERROR(Severity.INFORMS),
  /** The resource says that something did not happen, or has not yet, and is not used. */
  DID_NOT_HAPPEN(Severity.INFORMS),
  /** The resource does not establish what it states, and is not counted. */
  NOT_ESTABLISHED(Severity.INFORMS),
  /** A date is missing or too imprecise to say whether it falls within the window. */
  DATE_NOT_CERTAIN(Severity.INFORMS),
  /** The resource tells of what came after the date of service, and is not used. */
  AFTER_DATE_OF_SERVICE(Severity.INFORMS),
  /** The bundle does not say what kind of bundle it is. */
  BUNDLE_TYPE_UNKNOWN(Severity.INFORMS),
  /** Answers were given long before, or after, the date of service. */
  ANSWERS_OF_ANOTHER_TIME(Severity.INFORMS),
  /** The request's intent is missing or none of FHIR R4's. */
  INTENT_UNKNOWN(Severity.INFORMS),
  /** The resource is about somebody else and is not used. */
  ABOUT_ANOTHER_PATIENT(Severity.INFORMS),
  /** The resource has a modifier extension, whose meaning is not known, and is not used. */
  MODIFIER_EXTENSION(Severity.INFORMS),
  /** The coverage is not in force on the date of service. */
  COVERAGE_NOT_IN_FORCE(Severity.INFORMS);

  private final Severity severity;

  ProblemKind(Severity severity) {
    this.severity = severity;
  }

  /** Stable; what programs and documentation name, for example {@code no-patient}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** How bad a problem is. */
  public enum Severity {
    /** Nothing may be decided. */
    REFUSES,
    /** What is at fault is not used; a fact that rests on it is left unknown. */
    LEAVES_UNKNOWN,
    /** All is well formed; something is not used, and why. */
    INFORMS
  }
}
