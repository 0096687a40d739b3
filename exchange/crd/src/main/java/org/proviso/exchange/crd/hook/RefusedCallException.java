package org.proviso.exchange.crd.hook;

/** A hook call that gets an error instead of an answer. Holds no patient data. */
public final class RefusedCallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Issue issue;
  private final String where;
  private final String help;

  /** What kind of issue it is, by FHIR's value set issue-type. */
  public enum Issue {
    /** Not the JSON or the structure that FHIR or CDS Hooks define. */
    STRUCTURE,
    /** Something required is not there. */
    REQUIRED,
    /** A rule is broken. */
    BUSINESS_RULE,
    /** It is not supported here. */
    NOT_SUPPORTED,
    /** More than is answered at once. */
    TOO_COSTLY,
    /** There is no such thing. */
    NOT_FOUND,
    /** It could not be got from the EHR. */
    INCOMPLETE,
    /** A defect of the server. */
    EXCEPTION;

    public String code() {
      return switch (this) {
        case STRUCTURE -> "structure";
        case REQUIRED -> "required";
        case BUSINESS_RULE -> "business-rule";
        case NOT_SUPPORTED -> "not-supported";
        case TOO_COSTLY -> "too-costly";
        case NOT_FOUND -> "not-found";
        case INCOMPLETE -> "incomplete";
        case EXCEPTION -> "exception";
      };
    }
  }

  /**
   * A refusal.
   *
   * @param status the HTTP status: 400, 404, 412, 422
   * @param where the member of the call that is at fault, for example {@code context.draftOrders}
   * @param message what is wrong and why
   * @param help what to do next
   */
  public RefusedCallException(int status, Issue issue, String where, String message, String help) {
    super(message, null, false, false);
    this.status = status;
    this.issue = issue;
    this.where = where;
    this.help = help;
  }

  public int status() {
    return status;
  }

  public Issue issue() {
    return issue;
  }

  public String where() {
    return where;
  }

  public String help() {
    return help;
  }
}
