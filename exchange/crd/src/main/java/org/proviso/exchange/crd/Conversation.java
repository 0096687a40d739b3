package org.proviso.exchange.crd;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determiner;
import org.proviso.exchange.crd.decide.DecidedOrder;
import org.proviso.exchange.crd.decide.Defects;
import org.proviso.exchange.crd.decide.OrderDecider;
import org.proviso.exchange.crd.evidence.CallOrders;
import org.proviso.exchange.crd.evidence.Deadline;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.evidence.InputDigest;
import org.proviso.exchange.crd.evidence.Insurance;
import org.proviso.exchange.crd.evidence.Insurances;
import org.proviso.exchange.crd.evidence.PatientResources;
import org.proviso.exchange.crd.evidence.Retrieval;
import org.proviso.exchange.crd.evidence.Retrieval.Query;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.ClientOptions;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.exchange.crd.respond.ResponseWriter;
import org.proviso.exchange.crd.respond.ResponseWriter.OrderAnswer;
import org.proviso.fhir.record.ResourceReader;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.AnswerConditions;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.CoverageMapping;
import org.proviso.payer.MissingEvidence;
import org.proviso.payer.PayerConfiguration;
import org.proviso.terminology.Code;

/**
 * One hook call on its way to an answer: what it is about, under which coverage, what is known,
 * what the EHR has to be asked, what is decided, what is said.
 */
final class Conversation {
  /** How many services one call may ask about: each is decided, stored and answered in its time. */
  static final int MAX_SERVICES = 200;

  private final Hook hook;
  private final HookCall call;
  private final PayerConfiguration payer;
  private final Determiner determiner;
  private final LocalDate today;
  private final ClientOptions options;
  private final CoverageMapping mapping;
  private final ResponseWriter writer;
  private final Ehr ehr;
  private final Defects defects;
  private final Deadline deadline;
  private final InputDigest digest;

  /** What an EHR cannot complete: the claims are the payer's, the rest came with the call. */
  private static final Set<String> NOT_OF_THE_EHR =
      Set.of("Claim", "Coverage", "Patient", "Medication");

  /** What the EHR was asked in vain. */
  private final List<String> unanswered = new ArrayList<>();

  /** Resource types of which the EHR replied with all that it has. */
  private final Set<String> delivered = new TreeSet<>();

  Conversation(
      Hook hook,
      HookCall call,
      CrdVersion version,
      PayerConfiguration payer,
      Determiner determiner,
      AssertionIds ids,
      Ehr ehr,
      Defects defects,
      LocalDate today,
      String digest) {
    this.hook = hook;
    this.call = call;
    this.payer = payer;
    this.determiner = determiner;
    this.today = today;
    this.options = ClientOptions.of(call.configuration());
    this.mapping = new CoverageMapping(payer, ids);
    this.writer = new ResponseWriter(hook, call, version, options, payer, ids, digest, today);
    this.ehr = ehr;
    this.defects = defects;
    this.digest = new InputDigest(digest);
    this.deadline = Deadline.in(payer.patience());
  }

  CrdResponse answer() throws RefusedCallException {
    if (call.prefetch().values().stream().anyMatch(HookCall.Prefetched::partial)) {
      unanswered.add(
          "A prefetched Bundle says that there is more of it, or that an error happened.");
    }
    CallOrders callOrders = CallOrders.of(hook, call);
    var resources = new PatientResources(call.patientId(), servers(callOrders.sent()));
    var retrieval = new Retrieval(ehr, call.server(), deadline, resources, digest);
    var insurances = new Insurances(call, payer);
    Optional<SentResource> patient = prefetchedPatient();
    List<Insurance> coverages = insurances.prefetched();
    Query patientQuery = Query.read("Patient", call.patientId(), false);
    var queries = new ArrayList<>(callOrders.queries());
    if (patient.isEmpty()) {
      queries.add(patientQuery);
    }
    if (coverages.isEmpty()) {
      queries.add(insurances.query());
    }
    Map<Query, Retrieval.Found> replies = retrieval.ask(queries);
    List<CallOrder> orders = callOrders.with(replies);
    if (orders.isEmpty()) {
      return writer.write(List.of());
    }
    requireFew(orders);
    SentResource known = patient.isPresent() ? patient.get() : patient(replies.get(patientQuery));
    Retrieval.Found replied = replies.get(insurances.query());
    if (replied != null) {
      coverages = insurances.fetched(replied, unanswered);
    }
    Optional<Insurance> insurance =
        insurances.choose(coverages, orders, today, retrieval, unanswered);
    Json.Obj coverage = Insurances.reference(insurance, orders);
    orders.forEach(resources::order);
    resources.add(call.resources().orElse(List.of()));
    resources.add(call.prefetched());
    var decider =
        new OrderDecider(
            determiner, payer.membership(), resources, digest, known, insurance, defects, today);
    return writer.write(
        answers(decided(orders, decider, resources, retrieval), coverage, insurance));
  }

  private void requireFew(List<CallOrder> orders) throws RefusedCallException {
    if (orders.stream().mapToInt(order -> order.services().size()).sum() > MAX_SERVICES) {
      throw new RefusedCallException(
          422,
          Issue.TOO_COSTLY,
          hook == Hook.APPOINTMENT_BOOK ? "context.appointments" : "context.draftOrders",
          "The call asks about more than " + MAX_SERVICES + " services.",
          "Send the orders in several calls.");
    }
  }

  /** The EHR's server, and those by whose address the call's own resources name the patient. */
  private Set<String> servers(List<CallOrder> sent) {
    var servers = new LinkedHashSet<String>();
    call.server().ifPresent(server -> servers.add(Fields.withoutSlashes(server.address())));
    for (CallOrder order : sent) {
      order.resource().about().stream()
          .map(Fields::base)
          .filter(base -> !base.isEmpty())
          .forEach(servers::add);
    }
    return servers;
  }

  private Optional<SentResource> prefetchedPatient() throws RefusedCallException {
    List<SentResource> patients =
        call.prefetched().stream().filter(resource -> resource.type().equals("Patient")).toList();
    Optional<SentResource> own =
        patients.stream().filter(resource -> resource.id().equals(call.patientId())).findFirst();
    if (own.isEmpty() && !patients.isEmpty()) {
      throw new RefusedCallException(
          400,
          Issue.BUSINESS_RULE,
          "prefetch.patient",
          "The Patient is another one than the patient of the context.",
          "Send the patient that the context names.");
    }
    return own;
  }

  /** The patient as the EHR has it; where it was asked in vain, all that is certain: the id. */
  private SentResource patient(Retrieval.@Nullable Found found) throws RefusedCallException {
    return switch (found) {
      case Retrieval.Found.Resources(var sent) when !sent.isEmpty() -> sent.getFirst();
      case Retrieval.Found.Resources _ -> onlyTheId("The EHR does not have the patient.");
      case Retrieval.Found.InVain(String why) -> onlyTheId(why);
      case Retrieval.Found.NotAllowed() -> throw noPatient();
      case null -> throw noPatient();
    };
  }

  private SentResource onlyTheId(String why) {
    unanswered.add(why);
    byte[] patient =
        JsonWriter.canonicalBytes(
            new Json.Members()
                .put("resourceType", "Patient")
                .put("id", call.patientId())
                .toObject());
    return ResourceReader.read(patient, "context.patientId")
        .map(sent -> sent.resources().getFirst())
        .orElseThrow();
  }

  private static RefusedCallException noPatient() {
    return new RefusedCallException(
        412,
        Issue.INCOMPLETE,
        "prefetch.patient",
        "The patient was not prefetched, and the EHR's FHIR server could not be asked for it.",
        "Send the prefetch that the service asks for, or fhirServer with a token for it.");
  }

  private List<DecidedOrder> decided(
      List<CallOrder> orders,
      OrderDecider decider,
      PatientResources resources,
      Retrieval retrieval) {
    var decided = new ArrayList<DecidedOrder>();
    for (CallOrder order : orders) {
      for (List<Code> alternative : order.services()) {
        decided.add(decider.decide(order, alternative));
      }
    }
    var types = new TreeSet<String>();
    decided.forEach(one -> types.addAll(missing(one)));
    if (!types.isEmpty() && retrieval.possible()) {
      if (deadline.passed()) {
        unanswered.add("There was no time left to ask the EHR for what is missing.");
        return decided;
      }
      List<DecidedOrder> before = List.copyOf(decided);
      ask(types, resources, retrieval);
      decider.learn();
      decided.clear();
      for (DecidedOrder one : before) {
        decided.add(
            MissingEvidence.types(one.basis()).isEmpty()
                ? one
                : decider.decide(one.order(), one.alternative()));
      }
    }
    return decided;
  }

  private void ask(Set<String> types, PatientResources resources, Retrieval retrieval) {
    List<Query> queries =
        types.stream()
            .map(type -> Query.search(type, "patient=" + call.patientId() + "&_count=500"))
            .toList();
    retrieval
        .ask(queries)
        .forEach(
            (query, found) -> {
              switch (found) {
                case Retrieval.Found.Resources(var sent) -> {
                  resources.add(sent);
                  delivered.add(query.type());
                }
                case Retrieval.Found.InVain(String why) -> unanswered.add(why);
                case Retrieval.Found.NotAllowed() -> {}
              }
            });
  }

  /** The resource types that the EHR may complete and that could still matter for an order. */
  private Set<String> missing(DecidedOrder one) {
    Set<String> types = MissingEvidence.types(one.basis());
    types.removeAll(NOT_OF_THE_EHR);
    types.removeAll(delivered);
    return types;
  }

  private List<OrderAnswer> answers(
      List<DecidedOrder> decided, Json.Obj coverage, Optional<Insurance> insurance) {
    var conditions =
        new AnswerConditions(
            hook.primary(), options.unsolicitedDetermination(), delivered, unanswered);
    return decided.stream()
        .map(
            one ->
                new OrderAnswer(
                    one,
                    mapping.map(one.basis(), conditions),
                    coverage,
                    insurance.flatMap(Insurance::lastDay)))
        .toList();
  }
}
