package org.proviso.determination;

import java.util.Locale;

/**
 * Why the door refuses a request, each with a stable identifier: its name in lower case with
 * hyphens. A reader of records refuses with identifiers of its own before it comes to the door.
 */
public enum RefusalId {
  /** The library of guidelines cannot be read. */
  LIBRARY_UNREADABLE(true),
  /** The date of service is beyond the horizon; docs/decisions/0008. */
  DATE_OF_SERVICE_IN_THE_FUTURE(false),
  /** No guideline of the payer is about the service. */
  NO_GUIDELINE(false),
  /** The version that would be in force has errors. */
  GUIDELINE_BROKEN(true),
  /** No version applies on the date, in the line of business and the jurisdiction. */
  NO_VERSION_IN_FORCE(false),
  /** Several guidelines are about the service, and none is named. */
  SEVERAL_GUIDELINES(false),
  /** The codes of the request name different services. */
  SERVICES_DIFFER(false),
  /** The version that applies does not pass its checks. */
  GUIDELINE_REJECTED(true),
  /** The guideline does not declare a fact that the caller states. */
  UNKNOWN_FACT(false),
  /** The caller answers a fact that only the library can know. */
  NOT_TO_BE_ANSWERED(false),
  /** An answer does not fit the type of its fact. */
  ANSWER_DOES_NOT_FIT(false),
  /** A fact has a value that it cannot have. */
  INVALID_FACT(false);

  private final boolean isOfTheLibrary;

  RefusalId(boolean isOfTheLibrary) {
    this.isOfTheLibrary = isOfTheLibrary;
  }

  /** Stable; what programs and documentation name, for example {@code no-guideline}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the payer's library is at fault, not the request. */
  public boolean isOfTheLibrary() {
    return isOfTheLibrary;
  }
}
