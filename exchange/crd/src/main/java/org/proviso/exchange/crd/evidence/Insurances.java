package org.proviso.exchange.crd.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proviso.exchange.crd.evidence.Retrieval.Query;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.payer.PayerConfiguration;

/**
 * Which Coverage a call is about. CRD 2.2.1 (hooks, error handling): a call without exactly one
 * Coverage that names a payer of this service is refused with 400; a Coverage that the payer does
 * not know, or that is not in force, is answered with not-covered.
 */
public final class Insurances {
  private static final Pattern ORGANIZATION = Pattern.compile("Organization/[A-Za-z0-9.-]{1,64}");

  private final HookCall call;
  private final Set<String> identifiers;

  public Insurances(HookCall call, PayerConfiguration payer) {
    this.call = call;
    this.identifiers = payer.identifiers();
  }

  /** What the EHR is asked for when no Coverage came with the call. */
  public Query query() {
    return Query.search("Coverage", "patient=" + call.patientId() + "&status=active");
  }

  /** Those of the patient that came with the call. */
  public List<Insurance> prefetched() throws RefusedCallException {
    var insurances = new LinkedHashMap<String, Insurance>();
    boolean others = false;
    for (SentResource resource : call.prefetched()) {
      if (resource.type().equals("Coverage")) {
        boolean own =
            !resource.id().isEmpty()
                && !resource.about().isEmpty()
                && resource.about().stream()
                    .map(Fields::typeAndId)
                    .allMatch(("Patient/" + call.patientId())::equals);
        others |= !own;
        if (own) {
          Insurance before = insurances.putIfAbsent(resource.reference(), Insurance.of(resource));
          if (before != null && !before.resource().sameBytes(resource)) {
            throw notOne("Two different Coverages of the call have the same id.");
          }
        }
      }
    }
    if (insurances.isEmpty() && others) {
      throw notOne(
          "The Coverage has no id, or another beneficiary than the patient of the context.");
    }
    return List.copyOf(insurances.values());
  }

  /**
   * Those that the EHR replied with.
   *
   * @param unanswered gets why it was asked in vain
   */
  public List<Insurance> fetched(Retrieval.Found found, List<String> unanswered)
      throws RefusedCallException {
    var insurances = new ArrayList<Insurance>();
    switch (found) {
      case Retrieval.Found.Resources(var sent) -> {
        if (sent.isEmpty()) {
          throw notOne("The patient has no active Coverage.");
        }
        for (SentResource resource : sent) {
          insurances.add(Insurance.of(resource));
        }
      }
      case Retrieval.Found.InVain(String why) -> unanswered.add(why);
      case Retrieval.Found.NotAllowed() -> {
        if (call.gave("coverage")) {
          throw notOne("The call's prefetch has no Coverage.");
        }
        throw precondition();
      }
    }
    return insurances;
  }

  private static RefusedCallException notOne(String message) {
    return new RefusedCallException(
        400,
        Issue.BUSINESS_RULE,
        "prefetch.coverage",
        message,
        "Send the one Coverage of this payer that the call is about.");
  }

  private static RefusedCallException precondition() {
    return new RefusedCallException(
        412,
        Issue.INCOMPLETE,
        "prefetch.coverage",
        "The coverage was not prefetched, and the EHR's FHIR server could not be asked for it.",
        "Send the prefetch that the service asks for, or fhirServer with a token for it.");
  }

  /**
   * The one that is meant; nothing when the EHR could not say.
   *
   * @param unanswered gets why the EHR was asked for payors in vain
   */
  public Optional<Insurance> choose(
      List<Insurance> all,
      List<CallOrder> orders,
      LocalDate today,
      Retrieval retrieval,
      List<String> unanswered)
      throws RefusedCallException {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Insurance> ours = ours(all, retrieval, unanswered);
    if (ours.isEmpty()) {
      throw notOne("No Coverage of the call names this payer by an identifier.");
    }
    if (ours.size() > 1) {
      Set<String> named = new LinkedHashSet<>();
      insuranceOf(orders).forEach(named::add);
      List<Insurance> meant =
          ours.stream().filter(insurance -> named.contains(insurance.reference())).toList();
      ours =
          meant.isEmpty()
              ? ours.stream().filter(insurance -> !insurance.isOutOfForce(today)).toList()
              : meant;
    }
    if (ours.size() != 1) {
      throw notOne("The call has several Coverages, and which one is meant is not said.");
    }
    return Optional.of(ours.getFirst());
  }

  private static Stream<String> insuranceOf(List<CallOrder> orders) {
    return orders.stream()
        .flatMap(order -> Fields.objects(order.content(), "insurance").stream())
        .flatMap(insurance -> Fields.text(insurance, "reference").stream())
        .map(Fields::typeAndId)
        .filter(reference -> reference.startsWith("Coverage/"));
  }

  private List<Insurance> ours(List<Insurance> all, Retrieval retrieval, List<String> unanswered)
      throws RefusedCallException {
    if (identifiers.isEmpty()) {
      return all;
    }
    Set<String> known = new LinkedHashSet<>();
    Set<String> ourOrganizations = new LinkedHashSet<>();
    for (SentResource resource : call.prefetched()) {
      if (resource.type().equals("Organization")) {
        known.add(resource.reference());
        keepOurs(resource, ourOrganizations);
      }
    }
    var queries = new LinkedHashSet<Query>();
    for (Insurance insurance : all) {
      if (!insurance.namesPayor(identifiers)) {
        insurance.payors().stream()
            .map(Fields::typeAndId)
            .filter(payor -> ORGANIZATION.matcher(payor).matches() && !known.contains(payor))
            .map(payor -> Query.read("Organization", payor.substring(13), false))
            .forEach(queries::add);
      }
    }
    boolean inVain = false;
    if (!queries.isEmpty() && retrieval.possible()) {
      for (Retrieval.Found found : retrieval.ask(List.copyOf(queries)).values()) {
        switch (found) {
          case Retrieval.Found.Resources(var sent) -> {
            for (SentResource resource : sent) {
              keepOurs(resource, ourOrganizations);
            }
          }
          case Retrieval.Found.InVain(String why) -> {
            unanswered.add(why);
            inVain = true;
          }
          case Retrieval.Found.NotAllowed() -> {}
        }
      }
    }
    List<Insurance> ours =
        all.stream()
            .filter(
                insurance ->
                    insurance.namesPayor(identifiers)
                        || insurance.payors().stream()
                            .map(Fields::typeAndId)
                            .anyMatch(ourOrganizations::contains))
            .toList();
    // Where the EHR was asked in vain nothing is covered, and whose it is may be told later.
    return ours.isEmpty() && inVain ? all : ours;
  }

  private void keepOurs(SentResource organization, Set<String> ours) throws RefusedCallException {
    if (Insurance.identifiers(Fields.of(organization)).anyMatch(identifiers::contains)) {
      ours.add(organization.reference());
    }
  }

  /**
   * A Reference to the Coverage. Where none could be read, an order may still name one; without any
   * there is nothing that an answer could be about.
   */
  public static Json.Obj reference(Optional<Insurance> insurance, List<CallOrder> orders)
      throws RefusedCallException {
    return new Json.Members()
        .put(
            "reference",
            insurance
                .map(Insurance::reference)
                .or(() -> insuranceOf(orders).findFirst())
                .orElseThrow(Insurances::precondition))
        .toObject();
  }
}
