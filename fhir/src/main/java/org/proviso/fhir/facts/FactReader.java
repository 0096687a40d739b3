package org.proviso.fhir.facts;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.engine.facts.Knowledge.Narrowed;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.Days;
import org.proviso.fhir.record.Node;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.Standing;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetMatcher;

/**
 * Fills a guideline's facts from a record, as their {@code from} declarations say. Absence is not
 * known unless the source is complete; sources that disagree contradict; whatever cannot be relied
 * on is told and left out. Never throws for what a record holds.
 */
public final class FactReader {
  private FactReader() {}

  /**
   * Reads the facts.
   *
   * @param record the record that the order was read from
   * @param order what is asked for, as {@link OrderReader} found it
   */
  public static Facts read(
      ClinicalRecord record, Order order, Guideline guideline, Terminology terminology) {
    var notes = new Notes();
    var session = new Session(record, order, guideline, terminology, notes);
    var known = new HashMap<FactName, Knowledge>();
    for (FactDeclaration fact : guideline.facts()) {
      Knowledge knowledge = session.knowledge(fact);
      if (!(knowledge instanceof Knowledge.NotAsked)) {
        known.put(fact.name(), knowledge);
      }
    }
    return new Facts(order.dateOfService(), known, notes.list());
  }

  /**
   * The sources of a guideline that cannot be read from any record: a resource or an element that
   * is not among {@link #readableSources}. For checks of a guideline.
   */
  public static List<FactSource.Resources> unreadableSources(Guideline guideline) {
    return guideline.facts().stream()
        .flatMap(fact -> fact.sources().stream())
        .filter(FactSource.Resources.class::isInstance)
        .map(FactSource.Resources.class::cast)
        .filter(source -> ReadableElement.of(source.resource(), source.element()) == null)
        .toList();
  }

  /** What {@code from} can name: {@code Procedure}, {@code Procedure.bodySite}, ... */
  public static List<String> readableSources() {
    return ReadableElement.names();
  }

  /** One reading of one guideline's facts. */
  private static final class Session {
    /** Days before the date of service beyond which answers are called old; not a clinical rule. */
    private static final int OLD_ANSWER = 366;

    private final ClinicalRecord record;
    private final Order order;
    private final Guideline guideline;
    private final Notes notes;
    private final Concepts concepts;
    private final Values values;
    private final @Nullable Resource patient;
    private final Map<FactName, Knowledge> done = new HashMap<>();
    private final Set<FactName> underWay = new HashSet<>();
    private final Map<Resource, Standing> standings = new HashMap<>();
    private @Nullable Map<String, List<Place>> answers;

    Session(
        ClinicalRecord record,
        Order order,
        Guideline guideline,
        Terminology terminology,
        Notes notes) {
      this.record = record;
      this.order = order;
      this.guideline = guideline;
      this.notes = notes;
      this.concepts = new Concepts(terminology, order.dateOfService());
      this.values = new Values(concepts);
      List<Resource> patients = OrderReader.patients(record, notes);
      this.patient = patients.size() == 1 ? patients.getFirst() : null;
    }

    Knowledge knowledge(FactDeclaration fact) {
      Knowledge known = done.get(fact.name());
      if (known != null) {
        return known;
      }
      if (!underWay.add(fact.name())) {
        // A window that rests, in the end, on its own fact.
        return new Knowledge.NotAsked();
      }
      var said = new ArrayList<Knowledge>();
      boolean doubtful = answered(fact, said);
      var refuted = new ArrayList<Finding>();
      var found = new ArrayList<Finding>();
      for (FactSource source : fact.sources()) {
        if (source instanceof FactSource.Resources resources) {
          Knowledge one = read(fact, resources, found, refuted);
          if (one != null) {
            said.add(one);
          }
        }
      }
      doubtful |= isOffGrid(fact, said);
      Knowledge combined =
          doubtful ? new Knowledge.NotAsked() : refuting(found, refuted, Combine.all(said));
      tellDisagreement(fact, said, combined);
      underWay.remove(fact.name());
      done.put(fact.name(), combined);
      return combined;
    }

    /**
     * Whether a number is no multiple of the fact's step. It falls between what the guideline
     * speaks of, and which way to round it is not for a program to say.
     */
    private boolean isOffGrid(FactDeclaration fact, List<Knowledge> said) {
      boolean offGrid = false;
      for (Knowledge one : said) {
        offGrid |=
            one instanceof Known(Value.Decimal(BigDecimal number), var _) && !fact.isOnGrid(number);
      }
      if (offGrid) {
        notes.add(
            ProblemKind.VALUE_OFF_GRID,
            firstPlace(said),
            "The number is no multiple of "
                + fact.step().map(BigDecimal::toPlainString).orElse("")
                + ", in which the guideline gives "
                + fact.name()
                + "; it is taken as not known.",
            "Give it as it was measured in these steps, or let a person answer.");
      }
      return offGrid;
    }

    /** A condition that is refuted beside the same code elsewhere: the sources disagree. */
    private static Knowledge refuting(
        List<Finding> found, List<Finding> refuted, Knowledge combined) {
      if (refuted.isEmpty()) {
        return combined;
      }
      List<Finding> against =
          refuted.stream()
              .filter(
                  one ->
                      one.code() != null
                          && found.stream()
                              .anyMatch(
                                  other ->
                                      one.code().equals(other.code())
                                          && !other.at().resource().type().equals("Condition")))
              .toList();
      if (against.isEmpty()) {
        return combined;
      }
      return combined instanceof Known yes && yes.value().equals(new Value.YesNo(true))
          ? new Knowledge.Contradicted(
              List.of(yes, new Known(new Value.YesNo(false), evidence(against))))
          : new Knowledge.NotAsked();
    }

    private void tellDisagreement(FactDeclaration fact, List<Knowledge> said, Knowledge combined) {
      boolean lost =
          combined instanceof Knowledge.NotAsked
              && said.stream().anyMatch(one -> !(one instanceof Knowledge.NotAsked));
      if (combined instanceof Knowledge.Contradicted || lost) {
        notes.add(
            ProblemKind.SOURCES_DISAGREE,
            firstPlace(said),
            "The record says different things of " + fact.name() + "; it is taken as not known.",
            "Correct the record, or let a person answer.");
      }
    }

    private static String firstPlace(List<Knowledge> said) {
      for (Knowledge knowledge : said) {
        for (Evidence evidence : knowledge.evidence()) {
          if (evidence instanceof Evidence.Resource resource) {
            return resource.path();
          }
        }
      }
      return "Bundle";
    }

    // Answers.

    /** Adds what is answered; whether one item is answered both with and without a value. */
    private boolean answered(FactDeclaration fact, List<Knowledge> said) {
      var linkIds = new ArrayList<String>();
      linkIds.add(fact.name().text());
      for (FactSource source : fact.sources()) {
        if (source instanceof FactSource.QuestionnaireItem(String linkId)) {
          linkIds.add(linkId);
        }
      }
      for (String linkId : linkIds) {
        for (Place item : answers().getOrDefault(linkId, List.of())) {
          List<Place> given = item.all("answer");
          Days authored = Days.parse(authored(item));
          LocalDate recorded = authored == null ? null : authored.last();
          for (Place answer : given.isEmpty() ? List.of(item) : given) {
            Knowledge knowledge = values.read(fact.type(), answer, "answered ", recorded);
            if (knowledge != null) {
              said.add(knowledge);
            }
          }
        }
      }
      int unanswerable = 0;
      for (Knowledge one : said) {
        unanswerable += one instanceof Knowledge.Unanswerable ? 1 : 0;
      }
      return unanswerable > 0 && unanswerable < said.size();
    }

    private static String authored(Place item) {
      Node authored = item.resource().content().get("authored");
      return authored instanceof Node.Text(String text) ? text : "";
    }

    private Map<String, List<Place>> answers() {
      Map<String, List<Place>> known = answers;
      if (known == null) {
        known = new HashMap<>();
        for (Resource response : record.ofType("QuestionnaireResponse")) {
          Place place = Place.of(response, notes);
          if (standing(place) == Standing.COUNTS && about(place) == OrderReader.About.PATIENT) {
            tellTime(place);
            index(place, known);
          }
        }
        answers = known;
      }
      return known;
    }

    /** Answers hold for the time they were given; how long they hold is for a person to judge. */
    private void tellTime(Place response) {
      Days authored = Days.at(response.one("authored"));
      LocalDate day = order.dateOfService();
      if (authored == null) {
        return;
      }
      boolean after = authored.first().isAfter(day);
      if (after || authored.last().isBefore(day.minusDays(OLD_ANSWER))) {
        response.note(
            ProblemKind.ANSWERS_OF_ANOTHER_TIME,
            "The answers were given on "
                + authored
                + (after ? ", after" : ", more than a year before")
                + " the date of service, "
                + day
                + "; they are used.",
            "Check that they hold for that date.");
      }
    }

    private static void index(Place holder, Map<String, List<Place>> found) {
      for (Place item : holder.all("item")) {
        String linkId = item.text("linkId");
        if (linkId != null) {
          found.computeIfAbsent(linkId, absent -> new ArrayList<>()).add(item);
        }
        index(item, found);
        for (Place answer : item.all("answer")) {
          index(answer, found);
        }
      }
    }

    // Resources.

    private @Nullable Knowledge read(
        FactDeclaration fact,
        FactSource.Resources source,
        List<Finding> all,
        List<Finding> refuted) {
      ReadableElement readable = ReadableElement.of(source.resource(), source.element());
      if (readable == null) {
        notes.add(
            ProblemKind.SOURCE_NOT_READABLE,
            "Bundle",
            "The fact "
                + fact.name()
                + " names "
                + source.resource()
                + source.element().map(element -> "." + element).orElse("")
                + ", which is not read.",
            "Name a source of docs/fhir-facts.md in the guideline.");
        return null;
      }
      if (readable.shape() == ReadableElement.Shape.COVERAGE) {
        return coverage(fact, source);
      }
      Found found = find(source, readable);
      all.addAll(found.sure);
      refuted.addAll(found.refuted);
      return known(fact, source, readable, found);
    }

    /** What was found: surely, possibly as well, and what a refuted condition names. */
    private record Found(List<Finding> sure, List<Finding> possible, List<Finding> refuted) {}

    /**
     * A resource, or an element of it, that a source means.
     *
     * @param at where the code or the element stands
     * @param holder what has the value
     * @param code the first that fits
     * @param names every code of the concept that fits
     */
    private record Finding(
        Place at, Place holder, @Nullable Code code, List<Code> names, When when) {
      Finding(Place at, Place holder, @Nullable Code code, When when) {
        this(at, holder, code, code == null ? List.of() : List.of(code), when);
      }

      String says() {
        return (code == null ? at.resource().type() : code.toString()) + when.says();
      }
    }

    private Standing standing(Place resource) {
      Standing known = standings.get(resource.resource());
      if (known == null) {
        known = Standing.of(resource);
        standings.put(resource.resource(), known);
      }
      return known;
    }

    private OrderReader.About about(Place resource) {
      return patient == null || resource.resource().type().equals("Patient")
          ? OrderReader.About.PATIENT
          : OrderReader.about(record, patient, resource);
    }

    private boolean isOrder(Resource resource) {
      return resource.reference().equals(order.reference());
    }

    private Found find(FactSource.Resources source, ReadableElement readable) {
      var found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      Optional<Days> window = days(source.window());
      boolean anyTime = source.window().equals(Window.ANY_TIME);
      for (Resource resource : resources(source)) {
        Place place = Place.of(resource, notes);
        OrderReader.About about = about(place);
        Standing standing =
            about == OrderReader.About.NOT_SAID
                ? Standing.NOT_ESTABLISHED
                : isOrder(resource) && readable.shape() != ReadableElement.Shape.DATE
                    ? Standing.COUNTS
                    : standing(place);
        if (about == OrderReader.About.ANOTHER || standing == Standing.ENTERED_IN_ERROR) {
          continue;
        }
        for (Finding finding : findings(place, source, readable)) {
          if (standing == Standing.DID_NOT_HAPPEN) {
            if (resource.type().equals("Condition")) {
              found.refuted.add(finding);
            }
            continue;
          }
          if (!beganByService(finding, false)) {
            tellAfter(finding);
            continue;
          }
          boolean possible =
              anyTime
                  ? isCurrent(finding, false)
                  : window.isEmpty() || inWindow(finding, window.get(), false);
          boolean sure =
              standing == Standing.COUNTS
                  && beganByService(finding, true)
                  && !isRecordedLater(finding)
                  && (anyTime
                      ? isCurrent(finding, true)
                      : window.isPresent() && inWindow(finding, window.get(), true));
          if (sure) {
            found.sure.add(finding);
          } else if (possible) {
            found.possible.add(finding);
            if (standing == Standing.COUNTS) {
              tellUncertain(finding);
            }
          }
        }
      }
      return found;
    }

    /** Evidence that began, for certain or possibly, by the date of service. */
    private boolean beganByService(Finding finding, boolean certainly) {
      if (!Standing.isDated(finding.at().resource().type())) {
        return true;
      }
      Days start = finding.when().start();
      return !(certainly ? start.last() : start.first()).isAfter(order.dateOfService());
    }

    /** A condition recorded after the service was not evidence on its date, whatever its onset. */
    private boolean isRecordedLater(Finding finding) {
      Resource resource = finding.at().resource();
      if (!resource.type().equals("Condition")) {
        return false;
      }
      Days recorded = Days.at(Place.of(resource, notes).one("recordedDate"));
      return recorded != null && recorded.first().isAfter(order.dateOfService());
    }

    private void tellAfter(Finding finding) {
      finding
          .at()
          .note(
              ProblemKind.AFTER_DATE_OF_SERVICE,
              "This ("
                  + finding.says()
                  + ") is of after the date of service, "
                  + order.dateOfService()
                  + "; it is not counted.",
              "Nothing, if that is so.");
    }

    /** An element of the request's own type means the request; the type alone means the others. */
    private List<Resource> resources(FactSource.Resources source) {
      if (source.resource().equals("Coverage")) {
        return coverage().map(List::of).orElse(List.of());
      }
      if (source.resource().equals("Patient")) {
        return patient == null ? List.of() : List.of(patient);
      }
      var others = new ArrayList<Resource>();
      for (Resource resource : record.ofType(source.resource())) {
        if (!isOrder(resource)) {
          others.add(resource);
        } else if (source.element().isPresent()) {
          return List.of(resource);
        }
      }
      return others;
    }

    private Optional<Resource> coverage() {
      for (Resource coverage : record.ofType("Coverage")) {
        if (order.coverage().filter(coverage.reference()::equals).isPresent()) {
          return Optional.of(coverage);
        }
      }
      return Optional.empty();
    }

    private void tellUncertain(Finding finding) {
      finding
          .at()
          .note(
              ProblemKind.DATE_NOT_CERTAIN,
              "Whether this ("
                  + finding.says()
                  + ") falls within the dates that the guideline asks about cannot be told; it is"
                  + " not counted.",
              "Give its date to the day.");
    }

    /** Without a window, a condition counts while it lasts: on the date of service. */
    private boolean isCurrent(Finding finding, boolean certainly) {
      Resource resource = finding.at().resource();
      if (!resource.type().equals("Condition")) {
        return true;
      }
      Days end = finding.when().end();
      if ((certainly ? end.first() : end.last()).isBefore(order.dateOfService())) {
        return false;
      }
      if (Standing.course(Place.of(resource, notes)) == Standing.Course.OVER) {
        // Over, without a date on which it ended, is over; ended later, it is not certain.
        return !certainly && !end.last().equals(LocalDate.MAX);
      }
      return true;
    }

    private static boolean inWindow(Finding finding, Days window, boolean certainly) {
      boolean lasts =
          switch (finding.at().resource().type()) {
            case "Condition", "MedicationStatement" -> true;
            default -> false;
          };
      When when = finding.when();
      if (lasts) {
        return certainly
            ? when.overlapsCertainly(window.first(), window.last())
            : when.overlapsPossibly(window.first(), window.last());
      }
      return certainly
          ? when.beginsCertainly(window.first(), window.last())
          : when.beginsPossibly(window.first(), window.last());
    }

    private List<Finding> findings(
        Place resource, FactSource.Resources source, ReadableElement readable) {
      var found = new ArrayList<Finding>(2);
      When when =
          isOrder(resource.resource())
              ? When.on(Days.exactly(order.dateOfService()))
              : When.of(resource);
      LocalDate recorded = recorded(when);
      switch (readable.shape()) {
        case CONCEPTS ->
            concepts(
                ReadableElement.follow(resource, readable.path()),
                resource,
                source,
                when,
                recorded,
                found);
        case REASONS -> {
          concepts(resource.all("reasonCode"), resource, source, when, recorded, found);
          for (Place reference : resource.all("reasonReference")) {
            reason(reference, resource, source, when, found);
          }
        }
        case MEDICATION -> concepts(medication(resource), resource, source, when, recorded, found);
        case OBSERVED -> {
          concepts(resource.all("code"), resource, source, when, recorded, found);
          if (source.valueSet().isPresent()) {
            for (Place component : resource.all("component")) {
              concepts(component.all("code"), component, source, when, recorded, found);
            }
          }
        }
        case VALUE -> {
          Place value = Values.place(resource);
          if (source.valueSet().isEmpty() && value != null) {
            found.add(new Finding(value, resource, null, when));
          } else if (value != null && resource.has("valueCodeableConcept")) {
            concepts(List.of(value), resource, source, when, recorded, found);
          }
        }
        case CLAIM_ITEMS -> {
          for (Place item : resource.all("item")) {
            When served = When.pointOrPeriod(item, "servicedDate", "servicedPeriod", false);
            if (served.equals(When.UNKNOWN)) {
              served = When.pointOrPeriod(resource, "", "billablePeriod", false);
            }
            concepts(item.all("productOrService"), item, source, served, recorded(served), found);
          }
        }
        case SYMBOL, DATE, QUANTITY -> {
          for (Place place : ReadableElement.follow(resource, readable.path())) {
            found.add(new Finding(place, resource, null, when));
          }
        }
        case WHEN -> found.add(new Finding(resource, resource, null, when));
        case COVERAGE -> {}
      }
      return found;
    }

    private static @Nullable LocalDate recorded(When when) {
      LocalDate first = when.start().first();
      LocalDate last = when.start().last();
      return first.equals(LocalDate.MIN) ? (last.equals(LocalDate.MAX) ? null : last) : first;
    }

    private List<Place> medication(Place resource) {
      List<Place> own = resource.all("medicationCodeableConcept");
      if (!own.isEmpty() || !resource.has("medicationReference")) {
        return own;
      }
      Optional<Resource> medication = OrderReader.referred(record, resource, "medicationReference");
      if (medication.isEmpty()) {
        unresolved(resource, "medicationReference");
        return List.of();
      }
      return Place.of(medication.get(), notes).all("code");
    }

    private void unresolved(Place resource, String element) {
      resource.note(
          ProblemKind.REFERENCE_UNRESOLVED,
          "Its " + element + " leads to nothing in the bundle; it is not used.",
          "Add what it refers to.");
    }

    private void reason(
        Place reference,
        Place resource,
        FactSource.Resources source,
        When when,
        List<Finding> found) {
      String target = reference.text("reference");
      Resource condition =
          target == null ? null : record.resolve(resource.resource(), target).orElse(null);
      if (condition == null) {
        unresolved(resource, "reasonReference");
        return;
      }
      Place place = Place.of(condition, notes);
      if (condition.type().equals("Condition")
          && standing(place) == Standing.COUNTS
          && about(place) == OrderReader.About.PATIENT
          && isReason(place)) {
        concepts(place.all("code"), resource, source, when, recorded(When.of(place)), found);
      }
    }

    /** An order may name an undated condition as its reason; not one that came later or is over. */
    private boolean isReason(Place condition) {
      var finding = new Finding(condition, condition, null, When.of(condition));
      boolean dated =
          condition.has("recordedDate")
              || condition.has("onsetDateTime")
              || condition.has("onsetPeriod");
      if (dated && !beganByService(finding, false)) {
        tellAfter(finding);
        return false;
      }
      if ((dated && !beganByService(finding, true))
          || isRecordedLater(finding)
          || !isCurrent(finding, true)) {
        tellUncertain(finding);
        return false;
      }
      return true;
    }

    /** One finding a concept: its codings are names of one thing. */
    private void concepts(
        List<Place> places,
        Place holder,
        FactSource.Resources source,
        When when,
        @Nullable LocalDate recorded,
        List<Finding> found) {
      for (Place concept : places) {
        if (source.valueSet().isEmpty() && !concept.has("coding")) {
          // The resource is there, whatever its words say.
          found.add(new Finding(concept, holder, null, when));
          continue;
        }
        Place first = null;
        var names = new ArrayList<Code>(1);
        for (Concepts.Coded coded : concepts.of(concept, recorded)) {
          if (isIn(source.valueSet(), coded.code())) {
            first = first == null ? coded.coding() : first;
            names.add(coded.code());
          }
        }
        if (first != null) {
          found.add(new Finding(first, holder, names.getFirst(), names, when));
        }
      }
    }

    private boolean isIn(Optional<String> name, Code code) {
      if (name.isEmpty()) {
        return true;
      }
      ValueSet valueSet = guideline.valueSets().get(name.get());
      return valueSet != null && ValueSetMatcher.matches(valueSet, code);
    }

    // What the findings say, by the type of the fact.

    private @Nullable Knowledge known(
        FactDeclaration fact, FactSource.Resources source, ReadableElement readable, Found found) {
      if (source.symbol().isPresent()) {
        return found.sure.isEmpty()
            ? null
            : new Known(new Value.Symbol(source.symbol().get()), evidence(found.sure));
      }
      return switch (fact.type()) {
        case FactType.YesNo() ->
            hasYesNoValue(source, readable)
                ? picked(fact, source, readable, found)
                : exists(source, found);
        case FactType.Count(Optional<Integer> greatest) ->
            hasValue(readable)
                ? picked(fact, source, readable, found)
                : counted(source, found, greatest);
        case FactType.Enumeration(List<String> names) -> picked(fact, source, readable, found);
        case FactType.Quantity quantity -> picked(fact, source, readable, found);
        case FactType.Date() -> picked(fact, source, readable, found);
        case FactType.SingleCode(Set<CodeSystem> systems) -> picked(fact, source, readable, found);
        case FactType.CodeList(Set<CodeSystem> systems) -> codes(systems, source, readable, found);
        case FactType.History() -> history(source, found);
        case FactType.Document(var kinds) -> null;
      };
    }

    private static boolean hasValue(ReadableElement readable) {
      return switch (readable.shape()) {
        case OBSERVED, VALUE, QUANTITY -> true;
        case CONCEPTS, MEDICATION, REASONS, SYMBOL, DATE, WHEN, CLAIM_ITEMS, COVERAGE -> false;
      };
    }

    /** An observation says yes or no itself, unless a value set says which values mean yes. */
    private static boolean hasYesNoValue(FactSource.Resources source, ReadableElement readable) {
      return switch (readable.shape()) {
        case OBSERVED -> true;
        case VALUE -> source.valueSet().isEmpty();
        case CONCEPTS, MEDICATION, REASONS, SYMBOL, DATE, WHEN, QUANTITY, CLAIM_ITEMS, COVERAGE ->
            false;
      };
    }

    private static List<Evidence> evidence(List<Finding> findings) {
      var evidence = new ArrayList<Evidence>(findings.size());
      for (Finding finding : findings) {
        evidence.add(Values.evidence(finding.at(), finding.says()));
      }
      return evidence;
    }

    private static List<Evidence> absence(FactSource.Resources source) {
      return List.of(
          new Evidence.Resource(
              "Bundle",
              "Bundle.entry.resource.ofType(" + source.resource() + ")",
              "none"
                  + source.valueSet().map(name -> " in " + name).orElse("")
                  + ", and the source is complete"));
    }

    /** Whether what is not there is not so: the guideline says so, and the record is whole. */
    private boolean isComplete(FactSource.Resources source) {
      return source.complete() && record.isWhole();
    }

    private @Nullable Knowledge exists(FactSource.Resources source, Found found) {
      if (!found.sure.isEmpty()) {
        return new Known(new Value.YesNo(true), evidence(found.sure));
      }
      return isComplete(source) && found.possible.isEmpty()
          ? new Known(new Value.YesNo(false), absence(source))
          : null;
    }

    private @Nullable Knowledge counted(
        FactSource.Resources source, Found found, Optional<Integer> greatest) {
      BigDecimal count = BigDecimal.valueOf(found.sure.size());
      if (greatest.filter(most -> found.sure.size() > most).isPresent()) {
        found
            .sure
            .getFirst()
            .at()
            .note(
                ProblemKind.VALUE_OUT_OF_RANGE,
                "The record has more of these than the fact allows; it is left unknown.",
                "Check the record.");
        return null;
      }
      List<Evidence> evidence = found.sure.isEmpty() ? absence(source) : evidence(found.sure);
      if (isComplete(source) && found.possible.isEmpty()) {
        return new Known(new Value.Decimal(count), evidence);
      }
      return found.sure.isEmpty()
          ? null
          : new Narrowed(
              new Range.Numbers(Optional.of(new Range.Limit(count, true)), Optional.empty()),
              evidence);
    }

    private @Nullable Knowledge codes(
        Set<CodeSystem> systems,
        FactSource.Resources source,
        ReadableElement readable,
        Found found) {
      var codes = new TreeSet<Code>();
      var evidence = new ArrayList<Evidence>();
      for (Finding finding : found.sure) {
        if (readable.shape() == ReadableElement.Shape.OBSERVED || finding.code() == null) {
          continue;
        }
        // All names of the thing, not only the one that was found.
        for (Code code : names(finding, systems)) {
          codes.add(code);
        }
        evidence.add(Values.evidence(finding.at(), finding.says()));
      }
      boolean complete = isComplete(source) && found.possible.isEmpty();
      if (codes.isEmpty() && !complete) {
        return null;
      }
      return new Known(
          new Value.Codes(codes, complete), evidence.isEmpty() ? absence(source) : evidence);
    }

    private static List<Code> names(Finding finding, Set<CodeSystem> systems) {
      return finding.names().stream()
          .filter(code -> systems.isEmpty() || systems.contains(code.system()))
          .toList();
    }

    private @Nullable Knowledge history(FactSource.Resources source, Found found) {
      var events = new TreeSet<Event>();
      var evidence = new ArrayList<Evidence>();
      boolean complete = isComplete(source) && found.possible.isEmpty();
      for (Finding finding : found.sure) {
        When when = finding.when();
        if (!when.start().exact() || when.start().first().equals(LocalDate.MIN)) {
          tellUncertain(finding);
          complete = false;
          continue;
        }
        LocalDate first = when.start().first();
        LocalDate last = when.end().first();
        if (last.equals(LocalDate.MAX)) {
          // It goes on: as far as is known, through the date of service.
          last = order.dateOfService();
        } else if (!when.end().exact()) {
          // It lasted at least that long; how long is not known.
          complete = false;
        }
        events.add(new Event(first, last.isBefore(first) ? first : last));
        evidence.add(Values.evidence(finding.at(), finding.says()));
      }
      if (events.isEmpty() && !complete) {
        return null;
      }
      return new Known(
          new Value.Events(List.copyOf(events), complete),
          evidence.isEmpty() ? absence(source) : evidence);
    }

    // One value of several.

    private record Candidate(Finding finding, Knowledge knowledge) {}

    private @Nullable Knowledge picked(
        FactDeclaration fact, FactSource.Resources source, ReadableElement readable, Found found) {
      var candidates = new ArrayList<Candidate>();
      boolean unread = false;
      for (Finding finding : found.sure) {
        Knowledge knowledge = value(fact.type(), readable, finding);
        if (knowledge == null) {
          unread = true;
        } else {
          candidates.add(new Candidate(finding, knowledge));
        }
      }
      // What is on a page that was not sent may be later, or higher.
      if (candidates.isEmpty() || !record.isWhole()) {
        return null;
      }
      boolean several = found.sure.size() + found.possible.size() > 1;
      if (!several) {
        return Combine.all(candidates.stream().map(Candidate::knowledge).toList());
      }
      return switch (source.pick()) {
        case LATEST -> extreme(candidates, found, unread, true);
        case EARLIEST -> extreme(candidates, found, unread, false);
        case HIGHEST -> ranked(candidates, found, unread, true);
        case LOWEST -> ranked(candidates, found, unread, false);
      };
    }

    /** The value of the latest, or earliest; not known when another may be later, or earlier. */
    private @Nullable Knowledge extreme(
        List<Candidate> candidates, Found found, boolean unread, boolean latest) {
      Comparator<LocalDate> order =
          latest ? Comparator.naturalOrder() : Comparator.<LocalDate>naturalOrder().reversed();
      Candidate best = candidates.getFirst();
      for (Candidate candidate : candidates) {
        if (order.compare(inner(candidate.finding, latest), inner(best.finding, latest)) > 0) {
          best = candidate;
        }
      }
      LocalDate bound = inner(best.finding, latest);
      var rivals = new ArrayList<Knowledge>();
      for (Candidate candidate : candidates) {
        if (order.compare(outer(candidate.finding, latest), bound) >= 0) {
          rivals.add(candidate.knowledge);
        }
      }
      var others = new ArrayList<>(found.possible);
      if (unread) {
        found.sure.stream()
            .filter(
                one -> candidates.stream().noneMatch(candidate -> candidate.finding.equals(one)))
            .forEach(others::add);
      }
      for (Finding other : others) {
        if (order.compare(outer(other, latest), bound) >= 0) {
          uncertain(best.finding);
          return null;
        }
      }
      return Combine.all(rivals);
    }

    private static LocalDate inner(Finding finding, boolean latest) {
      Days start = finding.when().start();
      return latest ? start.first() : start.last();
    }

    private static LocalDate outer(Finding finding, boolean latest) {
      Days start = finding.when().start();
      return latest ? start.last() : start.first();
    }

    private void uncertain(Finding finding) {
      finding
          .at()
          .note(
              ProblemKind.ORDER_NOT_CERTAIN,
              "Which of several is meant cannot be told, since one of them has no certain date,"
                  + " value or status; the fact is left unknown.",
              "Give each its date to the day, its value and its final status.");
    }

    /** The highest, or lowest, value; not known when one of them cannot be compared. */
    private @Nullable Knowledge ranked(
        List<Candidate> candidates, Found found, boolean unread, boolean highest) {
      Known best = null;
      for (Candidate candidate : candidates) {
        if (!(candidate.knowledge instanceof Known known)) {
          uncertain(candidate.finding);
          return null;
        }
        int sign = best == null ? 1 : compare(known.value(), best.value());
        if (best == null || (highest ? sign > 0 : sign < 0)) {
          best = known;
        }
      }
      if (unread || !found.possible.isEmpty()) {
        uncertain(candidates.getFirst().finding);
        return null;
      }
      return best;
    }

    private static int compare(Value left, Value right) {
      if (left instanceof Value.Decimal(BigDecimal first)
          && right instanceof Value.Decimal(BigDecimal second)) {
        return first.compareTo(second);
      }
      if (left instanceof Value.Day(LocalDate first)
          && right instanceof Value.Day(LocalDate second)) {
        return first.compareTo(second);
      }
      return 0;
    }

    private @Nullable Knowledge value(FactType type, ReadableElement readable, Finding finding) {
      return switch (readable.shape()) {
        case OBSERVED, VALUE -> observed(type, finding);
        case QUANTITY ->
            type instanceof FactType.Quantity quantity
                ? values.quantity(quantity, finding.at(), "")
                : null;
        case SYMBOL -> symbol(type, finding);
        case DATE -> {
          Days days = type instanceof FactType.Date ? Days.at(finding.at()) : null;
          yield days == null ? null : Values.day(days, finding.at(), "");
        }
        case WHEN, CONCEPTS, MEDICATION, REASONS, CLAIM_ITEMS -> coded(type, finding);
        case COVERAGE -> null;
      };
    }

    private @Nullable Knowledge observed(FactType type, Finding finding) {
      if (type instanceof FactType.Date && Values.place(finding.holder()) == null) {
        return coded(type, finding);
      }
      String prefix = finding.code() == null ? "" : finding.says() + ": ";
      return values.read(type, finding.holder(), prefix, recorded(finding.when()));
    }

    private @Nullable Knowledge symbol(FactType type, Finding finding) {
      String text = finding.at().text();
      if (text == null || !(type instanceof FactType.Enumeration(List<String> names))) {
        return null;
      }
      String symbol = CoverageReader.symbol(text);
      if (!names.contains(symbol)) {
        Values.unknownSymbol(names, finding.at());
        return null;
      }
      return Values.known(new Value.Symbol(symbol), finding.at(), symbol);
    }

    /** A coded resource as a value: its code, or its date. */
    private @Nullable Knowledge coded(FactType type, Finding finding) {
      if (type instanceof FactType.Date) {
        return finding.when().equals(When.UNKNOWN)
            ? null
            : Values.day(finding.when().start(), finding.at(), finding.says() + ": ");
      }
      if (type instanceof FactType.SingleCode(Set<CodeSystem> systems)) {
        List<Code> names = names(finding, systems);
        return names.isEmpty()
            ? null
            : Values.known(new Value.OneCode(names.getFirst()), finding.at(), finding.says());
      }
      Code code = finding.code();
      if (type instanceof FactType.Enumeration(List<String> names) && code != null) {
        String symbol = CoverageReader.symbol(code.value());
        if (names.contains(symbol)) {
          return Values.known(new Value.Symbol(symbol), finding.at(), symbol);
        }
      }
      return null;
    }

    // Coverage.

    private @Nullable Knowledge coverage(FactDeclaration fact, FactSource.Resources source) {
      Optional<Resource> coverage = coverage();
      if (coverage.isEmpty()) {
        return null;
      }
      Place place = Place.of(coverage.get(), notes);
      return switch (source.element().orElse("")) {
        case "line-of-business" -> symbols(fact.type(), CoverageReader.linesOfBusiness(place));
        case "plan" -> symbols(fact.type(), CoverageReader.plans(place));
        case "jurisdiction" -> {
          var symbols = new LinkedHashMap<String, Place>();
          CoverageReader.jurisdictions(place)
              .forEach((code, at) -> symbols.put(CoverageReader.symbol(code), at));
          yield symbols(fact.type(), symbols);
        }
        case "contract-rule" -> contractRule(fact.type(), place);
        default -> null;
      };
    }

    private static @Nullable Knowledge symbols(FactType type, Map<String, Place> said) {
      if (!(type instanceof FactType.Enumeration(List<String> names))) {
        return null;
      }
      var knowledge = new ArrayList<Knowledge>();
      boolean several = said.size() > 1;
      said.forEach(
          (symbol, at) -> {
            // One of several that disagree is a side, even when the guideline does not know it.
            if (several) {
              knowledge.add(Values.known(new Value.Symbol(symbol), at, symbol));
            } else if (names.contains(symbol)) {
              knowledge.add(Values.known(new Value.Symbol(symbol), at, symbol));
            } else {
              Values.unknownSymbol(names, at);
            }
          });
      return knowledge.isEmpty() ? null : Combine.all(knowledge);
    }

    /** The payer's own record of the contract: without a mark there is no rule of its own. */
    private static @Nullable Knowledge contractRule(FactType type, Place coverage) {
      if (!(type instanceof FactType.YesNo)) {
        return null;
      }
      if (CoverageReader.isDamaged(coverage, CoverageReader.CONTRACT_RULE, "valueBoolean")) {
        coverage.note(
            ProblemKind.CONTRACT_RULE_UNKNOWN,
            "The coverage's extensions, or its mark of a contract rule, cannot be read; whether the"
                + " contract has a rule of its own is left unknown.",
            "Mark it with the extension " + CoverageReader.CONTRACT_RULE + " and a valueBoolean.");
        return null;
      }
      Map<Boolean, Place> marks = CoverageReader.contractRules(coverage);
      if (marks.isEmpty()) {
        return Values.known(new Value.YesNo(false), coverage, "no mark of a contract rule");
      }
      var knowledge = new ArrayList<Knowledge>();
      marks.forEach(
          (yes, at) ->
              knowledge.add(
                  Values.known(
                      new Value.YesNo(yes),
                      at,
                      yes ? "the contract has its own rule" : "the contract has no own rule")));
      return Combine.all(knowledge);
    }

    // Windows.

    /** The days of a window; nothing when a date that it rests on is not known. */
    private Optional<Days> days(Window window) {
      LocalDate first = LocalDate.MIN;
      LocalDate last = LocalDate.MAX;
      if (window.from().isPresent()) {
        Optional<LocalDate> day = day(window.from().get(), 1);
        if (day.isEmpty()) {
          return Optional.empty();
        }
        first = day.get();
      }
      if (window.through().isPresent()) {
        Optional<LocalDate> day = day(window.through().get(), -1);
        if (day.isEmpty()) {
          return Optional.empty();
        }
        last = day.get();
      }
      return Optional.of(new Days(first, last));
    }

    private Optional<LocalDate> day(Window.Bound bound, int inwards) {
      return date(bound.date())
          .flatMap(
              date -> {
                try {
                  var unit = bound.distance().unit().unit();
                  LocalDate moved =
                      switch (bound.direction()) {
                        case BEFORE -> date.minus(bound.distance().amount(), unit);
                        case AFTER -> date.plus(bound.distance().amount(), unit);
                      };
                  return Optional.of(bound.inclusive() ? moved : moved.plusDays(inwards));
                } catch (DateTimeException beyondTheCalendar) {
                  return Optional.empty();
                }
              });
    }

    private Optional<LocalDate> date(DateTerm term) {
      return switch (term) {
        case DateTerm.DateOfService() -> Optional.of(order.dateOfService());
        case DateTerm.Fixed(LocalDate date) -> Optional.of(date);
        case DateTerm.OfFact(FactName fact) ->
            value(fact) instanceof Value.Day(LocalDate date) ? Optional.of(date) : Optional.empty();
        case DateTerm.Earliest(FactName history) ->
            value(history) instanceof Value.Events(List<Event> events, boolean complete)
                    && complete
                    && !events.isEmpty()
                ? Optional.of(events.getFirst().first())
                : Optional.empty();
        case DateTerm.Latest(FactName history) ->
            value(history) instanceof Value.Events(List<Event> events, boolean complete) && complete
                ? events.stream().map(Event::last).max(Comparator.naturalOrder())
                : Optional.empty();
      };
    }

    private @Nullable Value value(FactName fact) {
      return guideline
          .fact(fact)
          .map(this::knowledge)
          .map(knowledge -> knowledge instanceof Known known ? known.value() : null)
          .orElse(null);
    }
  }
}
