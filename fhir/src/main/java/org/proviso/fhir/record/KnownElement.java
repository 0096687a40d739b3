package org.proviso.fhir.record;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proviso.ground.json.Vocabulary;
import org.proviso.terminology.CodeSystem;

/**
 * What is done with an element, by its name, at whatever depth: names, addresses, identifiers,
 * telephone numbers, narrative, displays, notes and attachments are not among what is kept.
 *
 * @param role what is done with it
 * @param choice which of {@link #CHOICES} it is a type of; {@link #NO_CHOICE} for none
 */
record KnownElement(Role role, int choice) {
  /** What is done with an element. */
  enum Role {
    /** It is kept with its value. */
    KEPT,
    /** Only that it is there is kept. */
    PRESENCE,
    /** It may change what its resource means. */
    MODIFIER,
    /** It is not kept. */
    PASSED_OVER
  }

  /** Not one of several types. */
  static final int NO_CHOICE = -1;

  /** Elements that every resource and data type may have. */
  private static final String OF_EVERY_TYPE =
      "resourceType id contained extension url status code coding system value unit comparator"
          + " subject reference start end";

  /** The types of {@code value[x]} that are read, with what is said of them. */
  private static final String VALUES =
      "valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueDecimal"
          + " valueDate valueDateTime valueCoding valueCode _valueString _valueBoolean"
          + " _valueInteger _valueDecimal _valueDate _valueDateTime _valueQuantity _valueCoding";

  /** What a Bundle's entries and an OperationOutcome say of the resources. */
  private static final String OF_THE_SEARCH = "method mode issue severity";

  private static final Set<String> KEPT =
      Stream.concat(
              Stream.of(OF_EVERY_TYPE, VALUES, OF_THE_SEARCH)
                  .flatMap(names -> Arrays.stream(names.split(" "))),
              Arrays.stream(ResourceType.values())
                  .flatMap(
                      type -> Stream.concat(Stream.of(type.subject()), type.elements().stream())))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Of these only that they are there is kept, as {@code true}: they make a date or a value
   * uncertain whatever they say, and may hold words.
   */
  private static final Set<String> PRESENCES =
      Set.of(
          ("onsetAge onsetRange onsetString abatementAge abatementRange abatementString"
                  + " abatementBoolean focus")
              .split(" "));

  /** Elements of several types, {@code value[x]} and so on: one of the types, once. */
  static final List<String> CHOICES =
      List.of(
          "value",
          "onset",
          "abatement",
          "performed",
          "effective",
          "occurrence",
          "medication",
          "serviced",
          "quantity");

  private static final List<String> MODIFIERS = List.of("modifierExtension", "implicitRules");

  /** Names that most resources have and nothing is done about: known, they cost least. */
  private static final List<String> USUAL =
      List.of(
          "meta",
          "lastUpdated",
          "profile",
          "text",
          "div",
          "display",
          "identifier",
          "use",
          "assigner",
          "name",
          "telecom",
          "address",
          "note",
          "encounter",
          "performer",
          "requester",
          "payor",
          "relationship",
          "subscriberId",
          "active",
          "questionnaire");

  /** Every name that anything is done about. */
  static final Vocabulary NAMES =
      Vocabulary.of(
          Stream.of(
                  KEPT.stream(),
                  PRESENCES.stream(),
                  MODIFIERS.stream(),
                  Stream.of(
                      "entry", "fullUrl", "resource", "request", "search", "link", "relation"),
                  USUAL.stream())
              .flatMap(names -> names)
              .sorted()
              .toList());

  private static final KnownElement[] KNOWN =
      NAMES.words().stream().map(KnownElement::describe).toArray(KnownElement[]::new);

  /** Strings that most bundles have, so that they are not made anew for each. */
  static final Vocabulary WORDS = Vocabulary.of(words());

  private static final Node.Text[] TEXTS =
      WORDS.words().stream().map(Node.Text::new).toArray(Node.Text[]::new);

  /** What is done with an element; the symbol is one of {@link #NAMES}. */
  static KnownElement of(int symbol) {
    return KNOWN[symbol];
  }

  /** The string that is one of {@link #WORDS}. */
  static Node.Text text(int word) {
    return TEXTS[word];
  }

  private static KnownElement describe(String name) {
    Role role =
        MODIFIERS.contains(name)
            ? Role.MODIFIER
            : PRESENCES.contains(name)
                ? Role.PRESENCE
                : KEPT.contains(name) ? Role.KEPT : Role.PASSED_OVER;
    int choice = 0;
    while (choice < CHOICES.size() && !isTypeOf(CHOICES.get(choice), name)) {
      choice++;
    }
    return new KnownElement(role, choice < CHOICES.size() ? choice : NO_CHOICE);
  }

  private static boolean isTypeOf(String choice, String name) {
    return name.length() > choice.length()
        && name.startsWith(choice)
        && name.charAt(choice.length()) >= 'A'
        && name.charAt(choice.length()) <= 'Z';
  }

  private static List<String> words() {
    return Stream.of(
            Arrays.stream(ResourceType.values()).map(ResourceType::toString),
            Arrays.stream(CodeSystem.values()).map(CodeSystem::uri),
            Arrays.stream(ResourceType.values()).flatMap(type -> type.statuses().keySet().stream()),
            ConditionStatus.BY_VERIFICATION.keySet().stream(),
            ConditionStatus.PAST_BY_CLINICAL_STATUS.keySet().stream(),
            RequestIntent.ORDERING.stream(),
            Stream.of(
                "http://terminology.hl7.org/CodeSystem/condition-clinical",
                "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                "http://terminology.hl7.org/CodeSystem/condition-category",
                "http://terminology.hl7.org/CodeSystem/observation-category",
                "http://unitsofmeasure.org",
                "https://nahdo.org/sopt",
                "encounter-diagnosis",
                "problem-list-item",
                "laboratory",
                "vital-signs",
                "male",
                "female"))
        .flatMap(words -> words)
        .sorted()
        .toList();
  }
}
