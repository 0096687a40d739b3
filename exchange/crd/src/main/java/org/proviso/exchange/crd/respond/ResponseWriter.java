package org.proviso.exchange.crd.respond;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.determination.Determination;
import org.proviso.determination.Version;
import org.proviso.determination.record.RecordWriter;
import org.proviso.exchange.crd.decide.DecidedOrder;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.ClientOptions;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.AssertionBasis;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.CoverageStatement;
import org.proviso.payer.PayerConfiguration;

/** Writes the response of one call, and what has to be kept of it. */
public final class ResponseWriter {
  /** Names the format of a record where nothing was determined. */
  private static final String NO_DETERMINATION = "proviso-no-determination-1";

  private final Hook hook;
  private final HookCall call;
  private final CrdVersion version;
  private final ClientOptions options;
  private final Cards cards;
  private final String digest;
  private final LocalDate today;

  /**
   * A writer of one call's response.
   *
   * @param version the version of the guide that the client asked for
   * @param ids for the cards
   * @param digest SHA-256 of the call's body in lower-case hexadecimal
   * @param today the day of the answer
   */
  public ResponseWriter(
      Hook hook,
      HookCall call,
      CrdVersion version,
      ClientOptions options,
      PayerConfiguration payer,
      AssertionIds ids,
      String digest,
      LocalDate today) {
    this.hook = hook;
    this.call = call;
    this.version = version;
    this.options = options;
    this.cards = new Cards(payer, ids, version);
    this.digest = digest;
    this.today = today;
  }

  /**
   * An order, and what the payer says of it.
   *
   * @param coverage a Reference to the Coverage
   * @param expires the last day of that coverage, when it is known
   */
  public record OrderAnswer(
      DecidedOrder decided,
      CoverageStatement statement,
      Json.Obj coverage,
      Optional<LocalDate> expires) {
    private CallOrder order() {
      return decided.order();
    }
  }

  /** Writes the answers to the orders of the call, in their order. */
  public CrdResponse.Answered write(List<OrderAnswer> answers) throws RefusedCallException {
    Map<String, List<OrderAnswer>> byOrder = new LinkedHashMap<>();
    for (OrderAnswer answer : answers) {
      byOrder
          .computeIfAbsent(answer.order().resource().reference(), absent -> new ArrayList<>())
          .add(answer);
    }
    var assertions = new ArrayList<Assertion>();
    var actions = new ArrayList<byte[]>();
    if (options.coverageInformation()) {
      for (List<OrderAnswer> ofOne : byOrder.values()) {
        annotate(ofOne, actions, assertions);
      }
    }
    return new CrdResponse.Answered(
        body(cards(byOrder), actions), assertions, digest, call.hookInstance());
  }

  private void annotate(List<OrderAnswer> ofOne, List<byte[]> actions, List<Assertion> assertions)
      throws RefusedCallException {
    CallOrder order = ofOne.getFirst().order();
    List<CoverageInformation> informations = ofOne.stream().map(this::information).toList();
    List<Json.Obj> news =
        informations.stream().map(information -> information.extension(version)).toList();
    CoverageAnnotations present =
        CoverageAnnotations.of(order.content(), ofOne.getFirst().coverage());
    if (!present.saySame(news)) {
      actions.add(
          action(
              order.resource(), ExtensionSplicer.splice(order.resource(), present.places(), news)));
      for (int index = 0; index < ofOne.size(); index++) {
        assertions.add(assertion(ofOne.get(index), informations.get(index), news.get(index)));
      }
    }
  }

  private CoverageInformation information(OrderAnswer answer) {
    return CoverageInformation.of(
        answer.statement(), answer.coverage(), answer.decided().billed(), today, answer.expires());
  }

  private List<Json> cards(Map<String, List<OrderAnswer>> byOrder) {
    if (!options.guidelineCards()) {
      return List.of();
    }
    var all = new ArrayList<Json>();
    for (List<OrderAnswer> ofOne : byOrder.values()) {
      Set<String> told = new LinkedHashSet<>();
      for (OrderAnswer answer : ofOne) {
        if (answer.decided().basis()
                instanceof AssertionBasis.Determined(Determination determination, var _)
            && told.add(determination.answer().guideline().contentHash())) {
          all.addAll(cards.about(answer.order(), determination.answer()));
        }
      }
    }
    return all.subList(0, Math.min(all.size(), options.maxCards()));
  }

  private static byte[] action(SentResource resource, byte[] updated) {
    var out = new ByteJoiner();
    out.add(
        "{\"type\":\"update\",\"description\":\"Adds coverage information to the "
            + resource.type()
            + ".\",\"resource\":");
    out.add(updated);
    out.add("}");
    return out.toByteArray();
  }

  private static byte[] body(List<Json> cards, List<byte[]> actions) {
    var out = new ByteJoiner();
    out.add("{\"cards\":");
    out.add(JsonWriter.canonicalBytes(Json.array(cards)));
    for (int index = 0; index < actions.size(); index++) {
      out.add(index == 0 ? ",\"systemActions\":[" : ",");
      out.add(actions.get(index));
    }
    out.add(actions.isEmpty() ? "}" : "]}");
    return out.toByteArray();
  }

  private Assertion assertion(
      OrderAnswer answer, CoverageInformation information, Json.Obj extension) {
    Optional<Determination> determination =
        answer.decided().basis() instanceof AssertionBasis.Determined(Determination one, var _)
            ? Optional.of(one)
            : Optional.empty();
    return new Assertion(
        information.assertionId(),
        digest,
        call.hookInstance(),
        hook.hookName(),
        answer.order().resource().reference(),
        Fields.text(answer.coverage(), "reference").orElse(""),
        today,
        information.coveredCode(version),
        information.paNeededCode(version),
        information.satisfiedPaId(),
        determination.map(one -> one.answer().guideline().id()),
        determination.map(one -> one.answer().guideline().version()),
        determination.isPresent(),
        JsonWriter.canonicalBytes(
            determination.map(RecordWriter::write).orElseGet(() -> withoutRecord(answer))),
        JsonWriter.canonicalBytes(extension));
  }

  /** Why nothing was determined. */
  private Json.Obj withoutRecord(OrderAnswer answer) {
    return new Json.Members()
        .put("format", NO_DETERMINATION)
        .put("resource", answer.order().resource().reference())
        .put("services", Json.texts(answer.decided().billed()))
        .put("decidedOn", today.toString())
        .put(
            "problems",
            Json.array(answer.decided().basis().problems().stream().map(Problem::json).toList()))
        .put("engine", Version.CURRENT)
        .put("inputDigest", digest)
        .toObject();
  }
}
