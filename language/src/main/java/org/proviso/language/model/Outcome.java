package org.proviso.language.model;

/** What a clause decides. */
public sealed interface Outcome {
  /** The word that answers and records use. */
  String word();

  /** The service meets the definition of medical necessity. */
  record Meets() implements Outcome {
    @Override
    public String word() {
      return "meets";
    }
  }

  /** The service does not meet the definition of medical necessity. */
  record DoesNotMeet() implements Outcome {
    @Override
    public String word() {
      return "does-not-meet";
    }
  }

  /** The service is experimental or investigational. */
  record Investigational() implements Outcome {
    @Override
    public String word() {
      return "investigational";
    }
  }

  /** The guideline says nothing about the request. */
  record NotAddressed() implements Outcome {
    @Override
    public String word() {
      return "not-addressed";
    }
  }

  /** The imaging provider bears the cost. */
  record ProviderResponsibility() implements Outcome {
    @Override
    public String word() {
      return "provider-responsibility";
    }
  }

  /** Another authority decides. */
  record Refer(Target target) implements Outcome {
    @Override
    public String word() {
      return "refer";
    }
  }

  /** Who decides instead. */
  sealed interface Target {
    /** An authority in words, for example the member's benefit contract. */
    record Named(String authority) implements Target {}

    /** The document that a fact of type {@link FactType.Document} stands for. */
    record OfFact(FactName document) implements Target {}

    /** Another decision of the same document. */
    record OfDecision(String decision) implements Target {}
  }
}
