package org.proviso.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;
import org.proviso.ground.json.Vocabulary;
import org.proviso.terminology.CodeSystem;

/**
 * Reads a FHIR R4 Bundle in JSON into a {@link ClinicalRecord}: each byte once, keeping only what
 * facts may need, and refusing input beyond its {@link Limits}. Never throws for what it is given.
 * Safe for use by several threads.
 */
public final class BundleReader {
  /** The resource types that are kept. */
  static final Set<String> TYPES =
      Set.of(
          "Claim",
          "Condition",
          "Coverage",
          "DeviceRequest",
          "DiagnosticReport",
          "Medication",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Patient",
          "Procedure",
          "QuestionnaireResponse",
          "ServiceRequest");

  /**
   * The element names that are kept, at whatever depth. Names, addresses, identifiers, telephone
   * numbers, narrative, displays, notes and attachments are not among them.
   */
  private static final Set<String> ELEMENTS =
      Set.of(
          ("resourceType id contained extension url status intent use doNotPerform clinicalStatus"
                  + " verificationStatus code coding system value unit comparator subject patient"
                  + " beneficiary subscriber reference category onsetDateTime onsetPeriod"
                  + " abatementDateTime abatementPeriod recordedDate performedDateTime"
                  + " performedPeriod effectiveDateTime effectivePeriod effectiveInstant issued"
                  + " occurrenceDateTime occurrencePeriod occurrenceTiming event repeat"
                  + " boundsPeriod start end authoredOn authored bodySite reasonCode"
                  + " reasonReference orderDetail quantityQuantity method outcome conclusionCode"
                  + " severity interpretation priority gender medicationCodeableConcept"
                  + " medicationReference codeCodeableConcept valueQuantity valueCodeableConcept"
                  + " valueString valueBoolean valueInteger valueDecimal valueDate valueDateTime"
                  + " valueCoding valueCode dataAbsentReason component birthDate deceasedDateTime deceasedBoolean type class"
                  + " period insurance coverage focal item productOrService servicedDate servicedPeriod"
                  + " billablePeriod diagnosis diagnosisCodeableConcept procedure"
                  + " procedureCodeableConcept linkId answer mode issue _valueString _valueBoolean"
                  + " _valueInteger _valueDecimal _valueDate _valueDateTime _valueQuantity"
                  + " _valueCoding")
              .split(" "));

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
  private static final List<String> CHOICES =
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

  /** Types of a Bundle in R4 (value set bundle-type). */
  private static final Set<String> BUNDLE_TYPES =
      Set.of(
          "document",
          "message",
          "transaction",
          "transaction-response",
          "batch",
          "batch-response",
          "history",
          "searchset",
          "collection");

  /** Read for what it says of the others, never kept. */
  static final String OUTCOME = "OperationOutcome";

  private static final List<String> MODIFIERS = List.of("modifierExtension", "implicitRules");
  private static final int MOST_NAME_BYTES = 1000;
  private static final int NO_CHOICE = -1;

  /** Kept of every resource for who wants to know what it is and whom it is about. */
  private static final Set<String> IDENTITY = Set.of("id", "subject", "patient", "beneficiary");

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
                  ELEMENTS.stream(),
                  PRESENCES.stream(),
                  MODIFIERS.stream(),
                  Stream.of(
                      "entry", "fullUrl", "resource", "request", "search", "link", "relation"),
                  USUAL.stream())
              .flatMap(names -> names)
              .sorted()
              .toList());

  private static final Element[] KNOWN =
      NAMES.words().stream().map(Element::of).toArray(Element[]::new);

  /** Strings that most bundles have, so that they are not made anew for each. */
  private static final Vocabulary WORDS = Vocabulary.of(words());

  private static final Node.Text[] TEXTS =
      WORDS.words().stream().map(Node.Text::new).toArray(Node.Text[]::new);

  private static final BundleReader STANDARD = new BundleReader(Limits.STANDARD);

  /** The scanner's bounds with {@link Limits#STANDARD}. */
  static final JsonScanner.Bounds STANDARD_BOUNDS = STANDARD.bounds;

  private final Limits limits;
  private final JsonScanner.Bounds bounds;

  /** A reader with its own limits. */
  public BundleReader(Limits limits) {
    this.limits = limits;
    this.bounds =
        new JsonScanner.Bounds(
            limits.depth(), limits.numberLength(), limits.stringLength(), MOST_NAME_BYTES);
  }

  /** The reader with {@link Limits#STANDARD}. */
  public static BundleReader standard() {
    return STANDARD;
  }

  /** Whether resources of a type are kept at all. */
  public static boolean keeps(String resourceType) {
    return TYPES.contains(resourceType);
  }

  /** Reads a file. One that is too large is not opened. */
  public Reading<ClinicalRecord> read(Path file) {
    try {
      if (Files.size(file) > limits.bytes()) {
        return refused(tooLarge());
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return read(stream);
      }
    } catch (IOException failure) {
      return refused(unreadable());
    }
  }

  /** Reads bytes. */
  public Reading<ClinicalRecord> read(byte[] json) {
    if (json.length > limits.bytes()) {
      return refused(tooLarge());
    }
    if (isWide(json)) {
      return refused(
          new InputProblem(
              ProblemKind.NOT_UTF_8,
              "Bundle",
              "The input is UTF-16 or UTF-32; FHIR's JSON is UTF-8.",
              "Save it as UTF-8."));
    }
    try {
      return new Session(new JsonScanner(json, NAMES, bounds), limits).bundle();
    } catch (JsonFault fault) {
      return refused(explain(fault));
    } catch (RefusalException refusal) {
      return refused(refusal.problem);
    }
  }

  /** Reads a stream to its end, or until it proves too large. Does not close it. */
  public Reading<ClinicalRecord> read(InputStream stream) {
    try {
      return read(stream.readNBytes((int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE)));
    } catch (IOException failure) {
      return refused(unreadable());
    }
  }

  /** A zero among the first bytes, or a mark of UTF-16, is not UTF-8 JSON. */
  private static boolean isWide(byte[] text) {
    for (int index = 0; index < Math.min(text.length, 4); index++) {
      if (text[index] == 0) {
        return true;
      }
    }
    return text.length >= 2
        && ((text[0] == (byte) 0xFE && text[1] == (byte) 0xFF)
            || (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE));
  }

  private static Reading<ClinicalRecord> refused(InputProblem problem) {
    return new Reading.Refused<>(List.of(problem));
  }

  private InputProblem tooLarge() {
    return new InputProblem(
        ProblemKind.TOO_LARGE,
        "Bundle",
        "The input is larger than " + limits.bytes() + " bytes, the limit.",
        "Send only the resources of this request.");
  }

  private static InputProblem unreadable() {
    return new InputProblem(
        ProblemKind.UNREADABLE,
        "Bundle",
        "The input cannot be read.",
        "Check that it exists and may be read.");
  }

  private InputProblem explain(JsonFault fault) {
    String at = " at line " + fault.line() + ", column " + fault.column();
    return switch (fault.kind()) {
      case NOT_JSON ->
          new InputProblem(
              ProblemKind.NOT_JSON,
              "Bundle",
              "The input is not JSON" + at + ".",
              "Send a FHIR R4 Bundle in JSON.");
      case TRUNCATED ->
          new InputProblem(
              ProblemKind.TRUNCATED,
              "Bundle",
              "The JSON ends before it is complete" + at + ".",
              "Send the whole file.");
      case NOT_UTF_8 ->
          new InputProblem(
              ProblemKind.NOT_UTF_8,
              "Bundle",
              "The input is not UTF-8" + at + ".",
              "Save it as UTF-8; FHIR's JSON has no other encoding.");
      case MEMBER_TWICE ->
          new InputProblem(
              ProblemKind.DUPLICATE_KEY,
              "Bundle",
              "An object has the same key twice" + at + "; which one is meant cannot be told.",
              "Keep one of them.");
      case TOO_DEEP ->
          new InputProblem(
              ProblemKind.TOO_DEEP,
              "Bundle",
              "Objects and arrays are nested deeper than " + limits.depth() + ", the limit.",
              "FHIR resources are not that deep; check how the file was made.");
      case TOO_LONG ->
          new InputProblem(
              ProblemKind.TOO_LONG,
              "Bundle",
              "A number, string or name is longer than the limit ("
                  + limits.numberLength()
                  + " characters for numbers, "
                  + limits.stringLength()
                  + " for strings).",
              "Leave attachments out; they are not read.");
    };
  }

  private static InputProblem empty() {
    return new InputProblem(
        ProblemKind.TRUNCATED, "Bundle", "The input is empty.", "Send a FHIR R4 Bundle in JSON.");
  }

  /** Carries a refusal out of the recursion. */
  static final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient InputProblem problem;

    RefusalException(InputProblem problem) {
      super(problem.kind().id(), null, false, false);
      this.problem = problem;
    }
  }

  /** What is done with an element of a name that is known. */
  private record Element(Role role, int choice) {
    private enum Role {
      KEPT,
      PRESENCE,
      MODIFIER,
      PASSED_OVER
    }

    static Element of(String name) {
      Role role =
          MODIFIERS.contains(name)
              ? Role.MODIFIER
              : PRESENCES.contains(name)
                  ? Role.PRESENCE
                  : ELEMENTS.contains(name) ? Role.KEPT : Role.PASSED_OVER;
      int choice = 0;
      while (choice < CHOICES.size() && !isTypeOf(CHOICES.get(choice), name)) {
        choice++;
      }
      return new Element(role, choice < CHOICES.size() ? choice : NO_CHOICE);
    }

    private static boolean isTypeOf(String choice, String name) {
      return name.length() > choice.length()
          && name.startsWith(choice)
          && name.charAt(choice.length()) >= 'A'
          && name.charAt(choice.length()) <= 'Z';
    }
  }

  private static List<String> words() {
    return Stream.of(
            TYPES.stream(),
            Arrays.stream(CodeSystem.values()).map(CodeSystem::uri),
            Standing.BY_STATUS.values().stream().flatMap(statuses -> statuses.keySet().stream()),
            Standing.BY_VERIFICATION.keySet().stream(),
            Standing.PAST_BY_CLINICAL_STATUS.keySet().stream(),
            Standing.ORDERING_INTENTS.stream(),
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

  /**
   * The elements of a resource, and what was noticed of them.
   *
   * @param modified whether it has a modifier extension anywhere
   * @param chosenTwice a choice of types that it makes twice; empty when it makes none twice
   */
  record Content(Node.Members members, boolean modified, String chosenTwice) {}

  /** Reads members of a resource's own object that are not elements of a resource. */
  @FunctionalInterface
  interface RootMembers {
    /**
     * Reads a member, or leaves it to be passed over.
     *
     * @param token what its value begins with
     */
    void read(String name, Token token);
  }

  /** Whether an OperationOutcome reports no error and no warning. */
  static boolean onlyInforms(Node.Members outcome) {
    boolean informs = false;
    if (outcome.get("issue") instanceof Node.Items(List<Node> issues)) {
      informs = !issues.isEmpty();
      for (Node issue : issues) {
        informs &=
            issue instanceof Node.Members one
                && one.get("severity") instanceof Node.Text(String severity)
                && severity.equals("information");
      }
    }
    return informs;
  }

  /** A record of resources that were read before; see {@link ClinicalRecord#of}. */
  static Reading<ClinicalRecord> file(List<SentResource> resources) {
    var session = new Session(ResourceReader.scanner(new byte[0], 0, 0), Limits.STANDARD);
    try {
      return session.file(resources);
    } catch (RefusalException refusal) {
      return refused(refusal.problem);
    }
  }

  /** One reading. */
  static final class Session {
    private final JsonScanner scanner;
    private final Limits limits;
    private final Map<String, List<Resource>> byType = new HashMap<>();
    private final Map<String, Resource> byReference = new HashMap<>();
    private final Notes notes = new Notes();

    /** The members of the objects that are not read to their ends yet, the innermost last. */
    private String[] names = new String[64];

    private Node[] values = new Node[64];
    private int held;

    private int resources;
    private int elements;
    private boolean modified;
    private String chosenTwice = "";
    private boolean whole = true;
    private @Nullable RootMembers others;

    Session(JsonScanner scanner, Limits limits) {
      this.scanner = scanner;
      this.limits = limits;
    }

    /** Reads the object whose opening brace was read last, whatever was read before of others. */
    Content content(RootMembers rest) {
      boolean modifiedBefore = modified;
      String chosenBefore = chosenTwice;
      RootMembers othersBefore = others;
      modified = false;
      chosenTwice = "";
      others = rest;
      Node.Members members = members(true);
      var content = new Content(members, modified, chosenTwice);
      modified = modifiedBefore;
      chosenTwice = chosenBefore;
      others = othersBefore;
      return content;
    }

    private Reading<ClinicalRecord> file(List<SentResource> sent) {
      for (int index = 0; index < sent.size(); index++) {
        Content content = sent.get(index).content();
        modified = content.modified();
        chosenTwice = content.chosenTwice();
        keep(content.members(), null, new Resource.Location(index, ""), null);
      }
      return result();
    }

    private Reading<ClinicalRecord> result() {
      var record = new ClinicalRecord(byType, byReference, count(), whole);
      return notes.refuse()
          ? new Reading.Refused<>(notes.list())
          : new Reading.Done<>(record, notes.list());
    }

    Reading<ClinicalRecord> bundle() {
      if (scanner.isAtEnd()) {
        return refused(empty());
      }
      if (scanner.value() != Token.OBJECT) {
        return refused(notABundle("The input is JSON, but not an object."));
      }
      String type = null;
      boolean typed = false;
      while (scanner.nextMember()) {
        Token token = scanner.value();
        switch (scanner.name()) {
          case "type" -> typed = token == Token.TEXT && BUNDLE_TYPES.contains(scanner.text());
          case "resourceType" -> {
            if (token == Token.TEXT) {
              type = scanner.text();
              if (!type.equals("Bundle")) {
                return refused(
                    notABundle(
                        TYPES.contains(type)
                            ? "The input is a resource of type " + type + "."
                            : "The input's resourceType is not Bundle."));
              }
            }
          }
          case "entry" -> entries(token);
          case "link" -> links(token);
          default -> {}
        }
        scanner.skip();
      }
      if (type == null) {
        return refused(notABundle("The input has no resourceType."));
      }
      if (!scanner.isAtEnd()) {
        return refused(
            new InputProblem(
                ProblemKind.NOT_JSON,
                "Bundle",
                "Something follows the bundle's closing brace.",
                "Send one bundle."));
      }
      if (!typed) {
        notes.add(
            ProblemKind.BUNDLE_TYPE_UNKNOWN,
            "Bundle.type",
            "The bundle's type is missing or none of FHIR R4's; it is read as a collection.",
            "Give it the type collection.");
      }
      return result();
    }

    private int count() {
      return byType.values().stream().mapToInt(List::size).sum();
    }

    private static InputProblem notABundle(String message) {
      return new InputProblem(
          ProblemKind.NOT_A_BUNDLE, "Bundle", message, "Send a FHIR R4 Bundle in JSON.");
    }

    private void links(Token token) {
      if (token != Token.ARRAY) {
        return;
      }
      while (scanner.nextItem()) {
        if (scanner.value() == Token.OBJECT) {
          while (scanner.nextMember()) {
            if (scanner.value() == Token.TEXT
                && scanner.name().equals("relation")
                && scanner.text().equals("next")) {
              incomplete("Bundle.link", "The bundle is one page of several.");
            }
            scanner.skip();
          }
        }
        scanner.skip();
      }
    }

    private void incomplete(String where, String why) {
      whole = false;
      notes.add(
          ProblemKind.RECORD_INCOMPLETE,
          where,
          why + " That something is not in it is no reason for no.",
          "Send all that the search finds.");
    }

    /** What a search says of itself: nothing that matters, or that it was not answered in full. */
    private void outcome(Node.Members outcome, int index) {
      if (!onlyInforms(outcome)) {
        incomplete(
            "Bundle.entry[" + index + "].resource",
            "The server that was searched reports an error or a warning.");
      }
    }

    private void entries(Token token) {
      if (token != Token.ARRAY) {
        notes.add(
            ProblemKind.NOT_A_BUNDLE,
            "Bundle.entry",
            "Bundle.entry is not an array.",
            "Send a FHIR R4 Bundle in JSON.");
        return;
      }
      for (int index = 0; scanner.nextItem(); index++) {
        if (scanner.value() == Token.OBJECT) {
          entry(index);
        } else {
          notes.add(
              ProblemKind.WRONG_TYPE,
              "Bundle.entry[" + index + "]",
              "The entry is not an object; it is not used.",
              "Correct the entry.");
          scanner.skip();
        }
      }
    }

    private void entry(int index) {
      Node.Members resource = null;
      String fullUrl = null;
      modified = false;
      chosenTwice = "";
      boolean inForce = true;
      while (scanner.nextMember()) {
        Token token = scanner.value();
        String name = scanner.name();
        if (token == Token.OBJECT) {
          switch (name) {
            case "resource" -> resource = members(true);
            case "request" -> inForce &= !says(members(false), "method", "DELETE");
            case "search" -> inForce &= !says(members(false), "mode", "outcome");
            default -> {}
          }
        } else if (token == Token.TEXT && name.equals("fullUrl")) {
          fullUrl = scanner.text();
        }
        scanner.skip();
      }
      if (resource != null && says(resource, "resourceType", OUTCOME)) {
        outcome(resource, index);
      } else if (resource != null && !inForce) {
        notes.add(
            ProblemKind.DID_NOT_HAPPEN,
            "Bundle.entry[" + index + "]",
            "The entry deletes its resource, or tells of a search's outcome; it is not used.",
            "Nothing, if that is so.");
      } else if (resource != null) {
        keep(resource, fullUrl, new Resource.Location(index, ""), null);
      }
    }

    private static boolean says(Node.Members members, String name, String expected) {
      return members.get(name) instanceof Node.Text(String text) && text.equals(expected);
    }

    /** Files a resource and those that it contains. */
    private void keep(
        Node.Members content,
        @Nullable String fullUrl,
        Resource.Location location,
        @Nullable String container) {
      resources++;
      if (resources > limits.resources()) {
        throw new RefusalException(
            new InputProblem(
                ProblemKind.TOO_MANY,
                "Bundle.entry",
                "The bundle has more than " + limits.resources() + " resources, the limit.",
                "Send only the resources of this request."));
      }
      if (!(content.get("resourceType") instanceof Node.Text(String type))) {
        notes.add(
            ProblemKind.WRONG_TYPE,
            location.toString(),
            "The resource has no resourceType; it is not used.",
            "Give it its type.");
        return;
      }
      if (!TYPES.contains(type)) {
        return;
      }
      String id =
          content.get("id") instanceof Node.Text(String text) && isId(text, 0) ? text : null;
      String url = fullUrl != null && isFullUrl(fullUrl) ? fullUrl : null;
      String reference;
      if (container != null) {
        reference = id == null ? location.toString() : container + "#" + id;
      } else if (id != null) {
        reference = type + "/" + id;
      } else {
        reference = url == null ? location.toString() : url;
      }
      var resource =
          new Resource(
              type, reference, location, content, url == null ? "" : url, modified, chosenTwice);
      if (!file(reference, resource)) {
        return;
      }
      if (url != null && !url.equals(reference) && !file(url, resource)) {
        return;
      }
      byType.computeIfAbsent(type, absent -> new ArrayList<>()).add(resource);
      if (container == null && content.get("contained") instanceof Node.Items(List<Node> nodes)) {
        for (int index = 0; index < nodes.size(); index++) {
          if (nodes.get(index) instanceof Node.Members contained) {
            keep(
                contained,
                null,
                new Resource.Location(
                    location.entry(), location.contained() + ".contained[" + index + "]"),
                reference);
          }
        }
      }
    }

    /** Whether the rest of a text is a FHIR id: 1 to 64 letters, digits, hyphens and dots. */
    private static boolean isId(String text, int start) {
      int length = text.length() - start;
      if (length < 1 || length > 64) {
        return false;
      }
      for (int index = start; index < text.length(); index++) {
        char character = text.charAt(index);
        boolean fits =
            (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || character == '-'
                || character == '.';
        if (!fits) {
          return false;
        }
      }
      return true;
    }

    private static boolean isFullUrl(String text) {
      if (text.startsWith("urn:")) {
        return (text.startsWith("urn:uuid:") && isId(text, "urn:uuid:".length()))
            || (text.startsWith("urn:oid:") && isId(text, "urn:oid:".length()));
      }
      int server =
          text.startsWith("https://")
              ? "https://".length()
              : text.startsWith("http://") ? "http://".length() : text.length();
      int length = text.length() - server;
      if (length < 1 || length > 300) {
        return false;
      }
      for (int index = server; index < text.length(); index++) {
        if (text.charAt(index) <= ' ' || text.charAt(index) > '~') {
          return false;
        }
      }
      return true;
    }

    private boolean file(String reference, Resource resource) {
      if (byReference.putIfAbsent(reference, resource) == null) {
        return true;
      }
      notes.add(
          ProblemKind.DUPLICATE_RESOURCE,
          resource.location(),
          "Two resources of the bundle have the same "
              + "id or full URL; which one is meant cannot be told.",
          "Keep one of them, or give them different ids.");
      return false;
    }

    private Node.Members members(boolean root) {
      int first = held;
      boolean skip = false;
      int chosen = 0;
      while (scanner.nextMember()) {
        Token token = scanner.value();
        Element element = scanner.symbol() == Vocabulary.NONE ? null : KNOWN[scanner.symbol()];
        int choice = element == null ? choice() : element.choice();
        if (choice != NO_CHOICE && token != Token.NULL) {
          if ((chosen & 1 << choice) != 0) {
            chosenTwice = CHOICES.get(choice);
          }
          chosen |= 1 << choice;
        }
        if (element == null) {
          scanner.skip();
          continue;
        }
        switch (element.role()) {
          case MODIFIER -> modified = true;
          case PRESENCE -> {
            if (!skip && token != Token.NULL) {
              hold(scanner.name(), Node.Truth.of(true));
            }
          }
          case KEPT -> {
            if (!skip || (root && others != null && IDENTITY.contains(scanner.name()))) {
              String name = scanner.name();
              Node value = value(token);
              hold(name, value);
              // Almost every writer puts the type first; then the rest of an unread type is not
              // kept.
              skip |=
                  root
                      && name.equals("resourceType")
                      && value instanceof Node.Text(String type)
                      && !TYPES.contains(type)
                      && !type.equals(OUTCOME);
            }
          }
          case PASSED_OVER -> {
            RootMembers rest = others;
            if (root && rest != null) {
              rest.read(scanner.name(), token);
            }
          }
        }
        scanner.skip();
      }
      var members =
          new Node.Members(
              Arrays.copyOfRange(names, first, held), Arrays.copyOfRange(values, first, held));
      held = first;
      return members;
    }

    private void hold(String name, Node value) {
      if (held == names.length) {
        names = Arrays.copyOf(names, 2 * held);
        values = Arrays.copyOf(values, 2 * held);
      }
      names[held] = name;
      values[held] = value;
      held++;
    }

    /** The element of several types that a name, which is not known, is one of the types of. */
    private int choice() {
      for (int choice = 0; choice < CHOICES.size(); choice++) {
        if (scanner.nameContinues(CHOICES.get(choice))) {
          return choice;
        }
      }
      return NO_CHOICE;
    }

    private Node value(Token token) {
      elements++;
      if (elements > limits.elements()) {
        throw new RefusalException(
            new InputProblem(
                ProblemKind.TOO_MANY,
                "Bundle",
                "The resources have more than " + limits.elements() + " elements, the limit.",
                "Send only the resources of this request."));
      }
      return switch (token) {
        case OBJECT -> members(false);
        case ARRAY -> items();
        case TEXT -> {
          int word = scanner.wordOf(WORDS);
          yield word == Vocabulary.NONE ? new Node.Text(scanner.text()) : TEXTS[word];
        }
        case NUMBER -> new Node.Numeral(scanner.numeral());
        case TRUE -> Node.Truth.of(true);
        case FALSE -> Node.Truth.of(false);
        case NULL -> Node.Nothing.NOTHING;
      };
    }

    private Node items() {
      if (!scanner.nextItem()) {
        return new Node.Items(List.of());
      }
      Node first = value(scanner.value());
      if (!scanner.nextItem()) {
        return new Node.Items(List.of(first));
      }
      var nodes = new ArrayList<Node>();
      nodes.add(first);
      do {
        nodes.add(value(scanner.value()));
      } while (scanner.nextItem());
      return new Node.Items(nodes);
    }
  }
}
