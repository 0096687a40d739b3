package org.proviso.fhir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Streams a FHIR R4 Bundle in JSON into a {@link ClinicalRecord}. Reads each byte once, keeps only
 * what facts may need, and refuses input beyond its {@link Limits} before loading it. Never throws
 * for what it is given. Safe for use by several threads.
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
                  + " procedureCodeableConcept linkId answer mode _valueString _valueBoolean"
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

  private static final Set<String> MODIFIERS = Set.of("modifierExtension", "implicitRules");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Pattern FULL_URL =
      Pattern.compile("urn:(?:uuid|oid):[A-Za-z0-9.-]{1,64}|https?://[\\x21-\\x7e]{1,300}");

  private static final BundleReader STANDARD = new BundleReader(Limits.STANDARD);

  private final Limits limits;
  private final JsonFactory factory;

  /** A reader with its own limits. */
  public BundleReader(Limits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(limits.bytes())
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(limits.numberLength())
                    .maxStringLength(limits.stringLength())
                    .maxNameLength(1000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
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
    return json.length > limits.bytes()
        ? refused(tooLarge())
        : parse(json, new ByteArrayInputStream(json));
  }

  /** Reads a stream to its end, or until it proves too large. Does not close it. */
  public Reading<ClinicalRecord> read(InputStream stream) {
    return parse(null, stream);
  }

  private Reading<ClinicalRecord> parse(byte @Nullable [] whole, InputStream stream) {
    try {
      byte[] head = whole == null ? stream.readNBytes(4) : Arrays.copyOf(whole, 4);
      if (isWide(head, whole == null ? head.length : whole.length)) {
        return refused(
            new InputProblem(
                ProblemKind.NOT_UTF_8,
                "Bundle",
                "The input is UTF-16 or UTF-32; FHIR's JSON is UTF-8.",
                "Save it as UTF-8."));
      }
      try (JsonParser parser =
          whole == null
              ? factory.createParser(
                  ObjectReadContext.empty(),
                  new java.io.SequenceInputStream(
                      new ByteArrayInputStream(head), new Unclosed(stream)))
              : factory.createParser(ObjectReadContext.empty(), whole)) {
        return new Session(parser, limits).bundle();
      }
    } catch (JacksonException failure) {
      return refused(explain(failure));
    } catch (IOException failure) {
      return refused(unreadable());
    }
  }

  /** A zero among the first bytes, or a mark of UTF-16, is not UTF-8 JSON. */
  private static boolean isWide(byte[] head, int length) {
    for (int index = 0; index < Math.min(length, 4); index++) {
      if (head[index] == 0) {
        return true;
      }
    }
    return length >= 2
        && ((head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)
            || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE));
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

  /** The tokenizer's message may quote the input, so only its place is used. */
  private InputProblem explain(JacksonException failure) {
    var location = failure.getLocation();
    String at =
        location == null || location.getLineNr() < 1
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    String detail = String.valueOf(failure.getOriginalMessage());
    return switch (failure) {
      case Refusal refusal -> refusal.problem;
      case StreamConstraintsException constraint -> constraint(detail);
      case JacksonIOException io -> detail.contains("UTF-8") ? notUtf8(at) : unreadable();
      case UnexpectedEndOfInputException end -> truncated(at);
      default -> {
        if (detail.contains("end-of-input")) {
          yield truncated(at);
        }
        if (detail.startsWith("Duplicate")) {
          yield new InputProblem(
              ProblemKind.DUPLICATE_KEY,
              "Bundle",
              "An object has the same key twice" + at + "; which one is meant cannot be told.",
              "Keep one of them.");
        }
        if (detail.contains("UTF-8")) {
          yield notUtf8(at);
        }
        yield new InputProblem(
            ProblemKind.NOT_JSON,
            "Bundle",
            "The input is not JSON" + at + ".",
            "Send a FHIR R4 Bundle in JSON.");
      }
    };
  }

  private static InputProblem truncated(String at) {
    return new InputProblem(
        ProblemKind.TRUNCATED,
        "Bundle",
        "The JSON ends before it is complete" + at + ".",
        "Send the whole file.");
  }

  private static InputProblem empty() {
    return new InputProblem(
        ProblemKind.TRUNCATED, "Bundle", "The input is empty.", "Send a FHIR R4 Bundle in JSON.");
  }

  private static InputProblem notUtf8(String at) {
    return new InputProblem(
        ProblemKind.NOT_UTF_8,
        "Bundle",
        "The input is not UTF-8" + at + ".",
        "Save it as UTF-8; FHIR's JSON has no other encoding.");
  }

  private InputProblem constraint(String detail) {
    if (detail.contains("nesting depth")) {
      return new InputProblem(
          ProblemKind.TOO_DEEP,
          "Bundle",
          "Objects and arrays are nested deeper than " + limits.depth() + ", the limit.",
          "FHIR resources are not that deep; check how the file was made.");
    }
    if (detail.contains("Document length")) {
      return tooLarge();
    }
    return new InputProblem(
        ProblemKind.TOO_LONG,
        "Bundle",
        "A number, string or name is longer than the limit ("
            + limits.numberLength()
            + " characters for numbers, "
            + limits.stringLength()
            + " for strings).",
        "Leave attachments out; they are not read.");
  }

  /** Carries a refusal out of the recursion. */
  private static final class Refusal extends JacksonException {
    private static final long serialVersionUID = 1;
    final transient InputProblem problem;

    Refusal(InputProblem problem) {
      super(problem.kind().id());
      this.problem = problem;
    }

    @Override
    public @Nullable Object processor() {
      return null;
    }
  }

  /** The caller's stream stays open. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream stream) {
      super(stream);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() {}
  }

  /** One reading. */
  private static final class Session {
    private final JsonParser parser;
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

    Session(JsonParser parser, Limits limits) {
      this.parser = parser;
      this.limits = limits;
    }

    Reading<ClinicalRecord> bundle() {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        if (parser.currentToken() == null) {
          return refused(empty());
        }
        return refused(notABundle("The input is JSON, but not an object."));
      }
      String type = null;
      boolean typed = false;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (name.equals("type") && token == JsonToken.VALUE_STRING) {
          typed = BUNDLE_TYPES.contains(parser.getString());
        } else if (name.equals("resourceType") && token == JsonToken.VALUE_STRING) {
          type = parser.getString();
          if (!type.equals("Bundle")) {
            return refused(
                notABundle(
                    TYPES.contains(type)
                        ? "The input is a resource of type " + type + "."
                        : "The input's resourceType is not Bundle."));
          }
        } else if (name.equals("entry")) {
          entries(token);
        } else {
          parser.skipChildren();
        }
      }
      if (type == null) {
        return refused(notABundle("The input has no resourceType."));
      }
      if (parser.nextToken() != null) {
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
      var record = new ClinicalRecord(byType, byReference, count());
      return notes.refuse()
          ? new Reading.Refused<>(notes.list())
          : new Reading.Done<>(record, notes.list());
    }

    private int count() {
      return byType.values().stream().mapToInt(List::size).sum();
    }

    private static InputProblem notABundle(String message) {
      return new InputProblem(
          ProblemKind.NOT_A_BUNDLE, "Bundle", message, "Send a FHIR R4 Bundle in JSON.");
    }

    private void entries(JsonToken token) {
      if (token != JsonToken.START_ARRAY) {
        notes.add(
            ProblemKind.NOT_A_BUNDLE,
            "Bundle.entry",
            "Bundle.entry is not an array.",
            "Send a FHIR R4 Bundle in JSON.");
        parser.skipChildren();
        return;
      }
      for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          entry("Bundle.entry[" + index + "]");
        } else {
          notes.add(
              ProblemKind.WRONG_TYPE,
              "Bundle.entry[" + index + "]",
              "The entry is not an object; it is not used.",
              "Correct the entry.");
          parser.skipChildren();
        }
      }
    }

    private void entry(String location) {
      Node.Members resource = null;
      String fullUrl = null;
      modified = false;
      chosenTwice = "";
      boolean inForce = true;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (name.equals("resource") && token == JsonToken.START_OBJECT) {
          resource = members(true);
        } else if (name.equals("fullUrl") && token == JsonToken.VALUE_STRING) {
          fullUrl = parser.getString();
        } else if (name.equals("request") && token == JsonToken.START_OBJECT) {
          inForce &= !says(members(false), "method", "DELETE");
        } else if (name.equals("search") && token == JsonToken.START_OBJECT) {
          inForce &= !says(members(false), "mode", "outcome");
        } else {
          parser.skipChildren();
        }
      }
      if (resource != null && !inForce) {
        notes.add(
            ProblemKind.DID_NOT_HAPPEN,
            location,
            "The entry deletes its resource, or tells of a search's outcome; it is not used.",
            "Nothing, if that is so.");
      } else if (resource != null) {
        keep(resource, fullUrl, location + ".resource", null);
      }
    }

    private static boolean says(Node.Members members, String name, String expected) {
      return members.get(name) instanceof Node.Text(String text) && text.equals(expected);
    }

    /** Files a resource and those that it contains. */
    private void keep(
        Node.Members content,
        @Nullable String fullUrl,
        String location,
        @Nullable String container) {
      resources++;
      if (resources > limits.resources()) {
        throw new Refusal(
            new InputProblem(
                ProblemKind.TOO_MANY,
                "Bundle.entry",
                "The bundle has more than " + limits.resources() + " resources, the limit.",
                "Send only the resources of this request."));
      }
      if (!(content.get("resourceType") instanceof Node.Text(String type))) {
        notes.add(
            ProblemKind.WRONG_TYPE,
            location,
            "The resource has no resourceType; it is not used.",
            "Give it its type.");
        return;
      }
      if (!TYPES.contains(type)) {
        return;
      }
      String id =
          content.get("id") instanceof Node.Text(String text) && ID.matcher(text).matches()
              ? text
              : null;
      String url = fullUrl != null && FULL_URL.matcher(fullUrl).matches() ? fullUrl : null;
      String reference;
      if (container != null) {
        reference = id == null ? location : container + "#" + id;
      } else if (id != null) {
        reference = type + "/" + id;
      } else {
        reference = url == null ? location : url;
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
            keep(contained, null, location + ".contained[" + index + "]", reference);
          }
        }
      }
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
      Set<String> choices = Set.of();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (MODIFIERS.contains(name)) {
          modified = true;
          parser.skipChildren();
          continue;
        }
        String choice = token == JsonToken.VALUE_NULL ? null : choice(name);
        if (choice != null) {
          if (choices.isEmpty()) {
            choices = new HashSet<>(2);
          }
          if (!choices.add(choice)) {
            chosenTwice = choice;
          }
        }
        boolean presence = PRESENCES.contains(name) && token != JsonToken.VALUE_NULL;
        if (skip || !(presence || ELEMENTS.contains(name))) {
          parser.skipChildren();
          continue;
        }
        if (presence) {
          parser.skipChildren();
        }
        Node value = presence ? new Node.Truth(true) : value(token);
        if (held == names.length) {
          names = Arrays.copyOf(names, 2 * held);
          values = Arrays.copyOf(values, 2 * held);
        }
        names[held] = name;
        values[held] = value;
        held++;
        // Almost every writer puts the type first; then the rest of an unread type is not kept.
        skip =
            root
                && name.equals("resourceType")
                && value instanceof Node.Text(String type)
                && !TYPES.contains(type);
      }
      var members =
          new Node.Members(
              Arrays.copyOfRange(names, first, held), Arrays.copyOfRange(values, first, held));
      held = first;
      return members;
    }

    /** The element of several types that a name is one of the types of; null when of none. */
    private static @Nullable String choice(String name) {
      for (String choice : CHOICES) {
        int length = choice.length();
        if (name.length() > length
            && name.charAt(length) >= 'A'
            && name.charAt(length) <= 'Z'
            && name.startsWith(choice)) {
          return choice;
        }
      }
      return null;
    }

    private Node value(JsonToken token) {
      elements++;
      if (elements > limits.elements()) {
        throw new Refusal(
            new InputProblem(
                ProblemKind.TOO_MANY,
                "Bundle",
                "The resources have more than " + limits.elements() + " elements, the limit.",
                "Send only the resources of this request."));
      }
      return switch (token) {
        case START_OBJECT -> members(false);
        case START_ARRAY -> items();
        case VALUE_STRING -> new Node.Text(parser.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Numeral(parser.getString());
        case VALUE_TRUE -> new Node.Truth(true);
        case VALUE_FALSE -> new Node.Truth(false);
        case VALUE_NULL,
            NOT_AVAILABLE,
            END_OBJECT,
            END_ARRAY,
            PROPERTY_NAME,
            VALUE_EMBEDDED_OBJECT ->
            Node.Nothing.NOTHING;
      };
    }

    private Node items() {
      var nodes = new ArrayList<Node>(2);
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        nodes.add(value(token));
      }
      return new Node.Items(nodes);
    }
  }
}
