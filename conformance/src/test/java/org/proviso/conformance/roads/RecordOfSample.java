package org.proviso.conformance.roads;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.Options;
import org.proviso.determination.SourceFacts;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.RecordRequest;
import org.proviso.fhir.record.Reading;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeCheck;
import org.proviso.terminology.Terminology;

/**
 * A sample as a clinical record: the order, the patient, the coverage, and a questionnaire response
 * with the facts that those do not say.
 */
record RecordOfSample(Optional<String> notCarried, List<Resource> resources) {
  private static final String EXTENSION = "https://proviso.org/fhir/StructureDefinition/";

  /** Refusals in which the facts have no part. */
  static final List<String> OF_THE_REQUEST =
      List.of(
          "library-unreadable",
          "date-of-service-in-the-future",
          "no-guideline",
          "guideline-broken",
          "no-version-in-force",
          "several-guidelines",
          "services-differ",
          "guideline-rejected");

  /** One resource as JSON. */
  record Resource(String type, String json) {}

  /**
   * Writes the record.
   *
   * @param dateOfOrder the day that the order names
   * @param said what the door says of the sample
   */
  static RecordOfSample of(Sample sample, LocalDate dateOfOrder, Said said) {
    var resources = new ArrayList<>(withoutAnswers(sample, dateOfOrder));
    if (sample.payer().isPresent()) {
      return not("a record names no payer of guidelines");
    }
    var items = new ArrayList<String>();
    if (said.isRefused()) {
      if (!OF_THE_REQUEST.contains(said.refusal())) {
        return not("a record that does not fit leaves the fact unknown: " + said.refusal());
      }
      for (FactDeclaration fact : sample.target().facts()) {
        Optional<String> text = Optional.ofNullable(sample.facts().get(fact.name()));
        text.flatMap(given -> answers(sample, fact, given).json())
            .ifPresent(answers -> items.add(item(fact.name(), answers)));
      }
    } else {
      Map<FactName, Knowledge> known = known(sample, sample.target(), resources);
      for (FactDeclaration fact : sample.target().facts()) {
        Optional<String> text = Optional.ofNullable(sample.facts().get(fact.name()));
        Optional<Knowledge> already = Optional.ofNullable(known.get(fact.name()));
        boolean contradicted =
            sample.contradiction().filter(of -> of.fact().equals(fact.name())).isPresent();
        if (contradicted && already.isPresent()) {
          var of = sample.contradiction().get();
          Answers second = answers(sample, fact, of.second());
          if (!says(already.get(), fact, Optional.of(of.first())) || second.json().isEmpty()) {
            return not("order and coverage say a fact that the sample leaves open or denies");
          }
          items.add(item(fact.name(), second.json().get()));
        } else if (already.isPresent()) {
          if (!says(already.get(), fact, text)) {
            return not("order and coverage say a fact that the sample leaves open or denies");
          }
        } else if (contradicted) {
          var of = sample.contradiction().get();
          Answers first = answers(sample, fact, of.first());
          Answers second = answers(sample, fact, of.second());
          if (first.json().isEmpty() || second.json().isEmpty()) {
            return not(first.reason() + second.reason());
          }
          items.add(item(fact.name(), first.json().get() + "," + second.json().get()));
        } else if (text.isPresent()) {
          Answers answers = answers(sample, fact, text.get());
          if (answers.json().isEmpty()) {
            return not(answers.reason());
          }
          items.add(item(fact.name(), answers.json().get()));
        }
      }
    }
    if (!items.isEmpty()) {
      resources.add(
          resource(
              "QuestionnaireResponse",
              "'id':'q','status':'completed','subject':{'reference':'Patient/p'},'authored':'%s','item':[%s]"
                  .formatted(sample.date(), String.join(",", items))));
    }
    return new RecordOfSample(Optional.empty(), List.copyOf(resources));
  }

  private static RecordOfSample not(String reason) {
    return new RecordOfSample(Optional.of(reason), List.of());
  }

  /** What order, patient and coverage say of a version's facts by themselves. */
  static Map<FactName, Knowledge> known(Sample sample, Guideline version) {
    return known(sample, version, withoutAnswers(sample, sample.date()));
  }

  private static Map<FactName, Knowledge> known(
      Sample sample, Guideline version, List<Resource> resources) {
    return RecordRequest.read(
                    bundle(resources), Terminology.standard(), Options.NONE.on(sample.date()))
                instanceof Reading.Done<RecordRequest>(RecordRequest read, var _)
            && read.facts().facts(version) instanceof SourceFacts.Found(var known, var _)
        ? known
        : Map.of();
  }

  private static boolean says(Knowledge already, FactDeclaration fact, Optional<String> text) {
    Optional<Knowledge> stated = text.flatMap(given -> Sample.knowledge(fact, given));
    return already instanceof Knowledge.Known(Value value, var _)
        && stated.isPresent()
        && stated.get() instanceof Knowledge.Known(Value other, var _)
        && value.equals(other);
  }

  private static List<Resource> withoutAnswers(Sample sample, LocalDate dateOfOrder) {
    var resources = new ArrayList<Resource>();
    String born =
        sample.target().facts().stream()
            .filter(RecordOfSample::isBirthDate)
            .map(fact -> sample.facts().getOrDefault(fact.name(), GivenAnswer.UNANSWERABLE))
            .filter(text -> !text.equals(GivenAnswer.UNANSWERABLE))
            .map(",'birthDate':'%s'"::formatted)
            .collect(Collectors.joining());
    resources.add(resource("Patient", "'id':'p'" + born));
    String codings =
        sample.services().stream().map(RecordOfSample::coding).collect(Collectors.joining(","));
    resources.add(
        resource(
            "ServiceRequest",
            "'id':'r','status':'%s','intent':'order','code':{'coding':[%s]},'subject':{'reference':'Patient/p'},'occurrenceDateTime':'%s','insurance':[{'reference':'Coverage/c'}]"
                .formatted(sample.order(), codings, dateOfOrder)));
    var extensions = new ArrayList<String>();
    sample.lineOfBusiness().ifPresent(line -> extensions.add(extension("line-of-business", line)));
    sample.jurisdiction().ifPresent(where -> extensions.add(extension("jurisdiction", where)));
    String extension =
        extensions.isEmpty() ? "" : ",'extension':[" + String.join(",", extensions) + "]";
    resources.add(
        resource(
            "Coverage",
            "'id':'c','status':'active','beneficiary':{'reference':'Patient/p'}" + extension));
    return resources;
  }

  private static boolean isBirthDate(FactDeclaration fact) {
    return fact.sources().stream()
        .anyMatch(
            source ->
                source instanceof FactSource.Resources resources
                    && resources.resource().equals("Patient")
                    && resources.element().equals(Optional.of("birthDate")));
  }

  private static Resource resource(String type, String rest) {
    return new Resource(type, ("{'resourceType':'" + type + "'," + rest + "}").replace('\'', '"'));
  }

  private static String extension(String name, String code) {
    return "{'url':'%s%s','valueCode':'%s'}".formatted(EXTENSION, name, code);
  }

  private static String coding(Code code) {
    return "{'system':'%s','code':'%s'}".formatted(code.system().uri(), code.value());
  }

  private static String item(FactName fact, String answers) {
    return "{'linkId':'%s','answer':[%s]}".formatted(fact.text(), answers);
  }

  /** The answers of an item, or why there are none. */
  private record Answers(Optional<String> json, String reason) {
    static Answers of(String json) {
      return new Answers(Optional.of(json), "");
    }

    static Answers not(String reason) {
      return new Answers(Optional.empty(), reason);
    }
  }

  private static Answers answers(Sample sample, FactDeclaration fact, String text) {
    if (fact.type() instanceof FactType.Document) {
      return Answers.not("a record does not say which documents are in force");
    }
    return switch (Sample.knowledge(fact, text).orElse(new Knowledge.NotAsked())) {
      case Knowledge.Unanswerable _ ->
          Answers.of(
              "{'valueCoding':{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason','code':'asked-unknown'}}");
      case Knowledge.Known(Value value, var _) -> answers(sample, fact, value);
      case Knowledge.NotAsked _, Knowledge.Narrowed _, Knowledge.Contradicted _ ->
          Answers.not("an answer that does not fit leaves the fact unknown");
    };
  }

  private static Answers answers(Sample sample, FactDeclaration fact, Value value) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> Answers.of("{'valueBoolean':" + yes + "}");
      case Value.InForce _ -> Answers.not("a record does not say which documents are in force");
      case Value.Symbol(String name) -> Answers.of("{'valueString':'" + name + "'}");
      case Value.Decimal(BigDecimal number) ->
          Answers.of(
              fact.type() instanceof FactType.Count
                  ? "{'valueInteger':" + number.toPlainString() + "}"
                  : "{'valueDecimal':" + number.toPlainString() + "}");
      case Value.Day(LocalDate day) -> Answers.of("{'valueDate':'" + day + "'}");
      case Value.OneCode(Code code) -> codes(sample, List.of(code));
      case Value.Codes(var codes, boolean complete) ->
          complete
              ? Answers.not("a questionnaire answer cannot say that a list of codes is complete")
              : codes(sample, List.copyOf(codes));
      case Value.Events(var events, boolean complete) -> {
        if (complete) {
          yield Answers.not("a questionnaire answer cannot say that a history is complete");
        }
        if (events.stream().anyMatch(event -> !event.first().equals(event.last()))) {
          yield Answers.not("a questionnaire answer has no event of several days");
        }
        yield Answers.of(
            events.stream()
                .map(Event::first)
                .map("{'valueDate':'%s'}"::formatted)
                .collect(Collectors.joining(",")));
      }
    };
  }

  private static Answers codes(Sample sample, List<Code> codes) {
    if (codes.stream()
        .anyMatch(
            code ->
                Terminology.standard().check(code, sample.date())
                    instanceof CodeCheck.NotInForce)) {
      return Answers.not("a code that is not in force on the date is not read");
    }
    return Answers.of(
        codes.stream()
            .map(code -> "{'valueCoding':" + coding(code) + "}")
            .collect(Collectors.joining(",")));
  }

  /** The record as a bundle on one line. */
  byte[] bundle() {
    return bundle(resources);
  }

  private static byte[] bundle(List<Resource> resources) {
    return resources.stream()
        .map(each -> "{\"resource\":" + each.json() + "}")
        .collect(
            Collectors.joining(
                ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The resources of a type, separated by commas. */
  String of(String type) {
    return resources.stream()
        .filter(each -> each.type().equals(type))
        .map(Resource::json)
        .collect(Collectors.joining(","));
  }
}
