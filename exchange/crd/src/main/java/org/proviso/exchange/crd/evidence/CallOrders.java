package org.proviso.exchange.crd.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proviso.exchange.crd.evidence.Retrieval.Query;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.fhir.record.SentResource;

/** Which resources a call wants coverage information for, by the rules of its hook. */
public final class CallOrders {
  private static final String ALTERNATE_REFERENCE =
      "http://hl7.org/fhir/StructureDefinition/alternate-reference";

  /** What an appointment can be made for. */
  private static final Pattern REQUEST =
      Pattern.compile("(?:ServiceRequest|DeviceRequest|MedicationRequest)/[A-Za-z0-9.-]{1,64}");

  /** What can be dispatched. */
  private static final Pattern IN_SCOPE =
      Pattern.compile("(?:" + String.join("|", CallOrder.TYPES) + ")/[A-Za-z0-9.-]{1,64}");

  private final Hook hook;
  private final HookCall call;
  private final Set<String> named;
  private final List<CallOrder> sent;

  private CallOrders(Hook hook, HookCall call, Set<String> named, List<CallOrder> sent) {
    this.hook = hook;
    this.call = call;
    this.named = named;
    this.sent = sent;
  }

  /** Reads those that came with the call. */
  public static CallOrders of(Hook hook, HookCall call) throws RefusedCallException {
    Set<String> named = named(hook, call);
    List<SentResource> resources =
        switch (hook) {
          case ORDER_SIGN -> drafts(call);
          case ORDER_SELECT -> selected(call);
          case APPOINTMENT_BOOK ->
              call.resources().orElseThrow(() -> missing("context.appointments")).stream()
                  .filter(resource -> resource.type().equals("Appointment"))
                  .toList();
          case ORDER_DISPATCH, ENCOUNTER_START, ENCOUNTER_DISCHARGE ->
              call.prefetched().stream()
                  .filter(resource -> named.contains(resource.reference()))
                  .toList();
        };
    return new CallOrders(hook, call, named, ordered(resources, call.patientId()));
  }

  /** The resources that came with the call; of an order-dispatch, those that were prefetched. */
  public List<CallOrder> sent() {
    return sent;
  }

  private static List<SentResource> drafts(HookCall call) throws RefusedCallException {
    return call.resources().orElseThrow(() -> missing("context.draftOrders")).stream()
        .filter(resource -> CallOrder.TYPES.contains(resource.type()))
        .toList();
  }

  private static List<SentResource> selected(HookCall call) throws RefusedCallException {
    Set<String> selections = new LinkedHashSet<>();
    call.selections().stream().map(Fields::typeAndId).forEach(selections::add);
    return drafts(call).stream()
        .filter(resource -> selections.isEmpty() || selections.contains(resource.reference()))
        .toList();
  }

  private static List<CallOrder> ordered(List<SentResource> resources, String patientId)
      throws RefusedCallException {
    var first = new LinkedHashMap<String, CallOrder>();
    for (SentResource resource : resources) {
      CallOrder read = CallOrder.of(resource, patientId);
      CallOrder before = first.putIfAbsent(resource.reference(), read);
      if (before != null && !before.resource().sameBytes(resource)) {
        throw new RefusedCallException(
            400,
            Issue.STRUCTURE,
            resource.where(),
            "Two different resources of the call have the same type and id.",
            "Keep the one that is meant, or give them different ids.");
      }
    }
    return List.copyOf(first.values());
  }

  /** The resources that the context names without sending them. */
  private static Set<String> named(Hook hook, HookCall call) throws RefusedCallException {
    return switch (hook) {
      case ORDER_DISPATCH -> {
        if (call.dispatched().isEmpty()) {
          throw missing("context.dispatchedOrders");
        }
        var named = new LinkedHashSet<String>();
        call.dispatched().stream()
            .map(Fields::typeAndId)
            .filter(reference -> IN_SCOPE.matcher(reference).matches())
            .forEach(named::add);
        yield named;
      }
      case ENCOUNTER_START, ENCOUNTER_DISCHARGE ->
          Set.of(
              "Encounter/" + call.encounterId().orElseThrow(() -> missing("context.encounterId")));
      case ORDER_SIGN, ORDER_SELECT, APPOINTMENT_BOOK -> Set.of();
    };
  }

  private static RefusedCallException missing(String where) {
    return new RefusedCallException(
        400,
        Issue.REQUIRED,
        where,
        where + " is missing.",
        "Send what the hook requires in its context.");
  }

  /** What the EHR has to be asked for, since it did not come with the call. */
  public List<Query> queries() {
    var here = new LinkedHashSet<String>();
    call.prefetched().forEach(resource -> here.add(resource.reference()));
    var wanted = new LinkedHashSet<>(named);
    if (hook == Hook.APPOINTMENT_BOOK) {
      sent.forEach(appointment -> wanted.addAll(basedOn(appointment)));
    }
    return wanted.stream()
        .filter(reference -> !here.contains(reference))
        .map(
            reference -> {
              int slash = reference.indexOf('/');
              return Query.read(
                  reference.substring(0, slash), reference.substring(slash + 1), true);
            })
        .toList();
  }

  /**
   * All of them, with what the EHR replied.
   *
   * @throws RefusedCallException when one cannot be got: there is nothing to write an answer on
   */
  public List<CallOrder> with(Map<Query, Retrieval.Found> replies) throws RefusedCallException {
    var fetched = new HashMap<String, CallOrder>();
    for (Query query : queries()) {
      if (replies.get(query) instanceof Retrieval.Found.Resources(var resources)
          && !resources.isEmpty()) {
        fetched.put(query.text(), CallOrder.of(resources.getFirst(), call.patientId()));
      } else if (hook != Hook.APPOINTMENT_BOOK) {
        throw new RefusedCallException(
            412,
            Issue.INCOMPLETE,
            "prefetch",
            "The "
                + query.type()
                + " that the call is about was not prefetched, and the EHR's FHIR"
                + " server could not be asked for it.",
            "Send the prefetch that the service asks for, or fhirServer with a token for it.");
      }
    }
    if (hook == Hook.APPOINTMENT_BOOK) {
      return booked(fetched);
    }
    var all = new ArrayList<>(sent);
    all.addAll(fetched.values());
    return all;
  }

  /**
   * The request that an appointment is made for carries the coverage information (CRD 2.2.1,
   * cards), and is decided for the day of the appointment; an appointment without one carries it
   * itself.
   */
  private List<CallOrder> booked(Map<String, CallOrder> fetched) throws RefusedCallException {
    Map<String, CallOrder> requests = new HashMap<>(fetched);
    for (SentResource resource : call.prefetched()) {
      if (REQUEST.matcher(resource.reference()).matches()) {
        requests.putIfAbsent(resource.reference(), CallOrder.of(resource, call.patientId()));
      }
    }
    var booked = new LinkedHashMap<String, CallOrder>();
    for (CallOrder appointment : sent) {
      CallOrder meant =
          basedOn(appointment).stream()
              .filter(requests::containsKey)
              .findFirst()
              .map(requests::get)
              .map(request -> request.on(day(appointment)))
              .orElse(appointment);
      booked.putIfAbsent(meant.resource().reference(), meant);
    }
    return List.copyOf(booked.values());
  }

  /** The requests that an appointment fulfils. */
  private static List<String> basedOn(CallOrder appointment) {
    return Fields.objects(appointment.content(), "basedOn").stream()
        .flatMap(
            each ->
                Stream.concat(
                    Fields.text(each, "reference").stream(),
                    Fields.extensions(each, ALTERNATE_REFERENCE)
                        .flatMap(
                            extension -> Fields.reference(extension, "valueReference").stream())))
        .map(Fields::typeAndId)
        .filter(reference -> REQUEST.matcher(reference).matches())
        .toList();
  }

  private static Optional<LocalDate> day(CallOrder appointment) {
    return CallOrder.appointed(appointment.content())
        .filter(start -> start.length() >= 10)
        .flatMap(
            start -> {
              try {
                return Optional.of(LocalDate.parse(start.substring(0, 10)));
              } catch (DateTimeException unreadable) {
                return Optional.empty();
              }
            });
  }
}
