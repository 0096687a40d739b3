package org.proviso.exchange.crd.respond;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.determination.Determination;
import org.proviso.determination.Version;
import org.proviso.determination.record.RecordWriter;
import org.proviso.exchange.crd.decide.Decided;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.Hook;
import org.proviso.exchange.crd.hook.HookCall;
import org.proviso.exchange.crd.hook.Ordered;
import org.proviso.exchange.crd.hook.Piece;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.Settings;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.Finding;

/** Writes the response of one call, and what has to be kept of it. */
public final class ResponseWriter {
  /** Names the format of a record where nothing was determined. */
  public static final String NO_DETERMINATION = "proviso-no-determination-1";

  private final Hook hook;
  private final HookCall call;
  private final CrdVersion version;
  private final Settings settings;
  private final Cards cards;
  private final String digest;
  private final LocalDate today;

  public ResponseWriter(
      Hook hook,
      HookCall call,
      CrdVersion version,
      Settings settings,
      Cards cards,
      String digest,
      LocalDate today) {
    this.hook = hook;
    this.call = call;
    this.version = version;
    this.settings = settings;
    this.cards = cards;
    this.digest = digest;
    this.today = today;
  }

  /** What was found out, and what is said of it. */
  public record Said(Decided decided, CoverageInformation information) {
    private Ordered ordered() {
      return decided.ordered();
    }
  }

  public CrdResponse.Answered write(List<Said> said) throws RefusedCallException {
    Map<String, List<Said>> byOrder = new LinkedHashMap<>();
    for (Said one : said) {
      byOrder
          .computeIfAbsent(one.ordered().resource().reference(), absent -> new ArrayList<>())
          .add(one);
    }
    var assertions = new ArrayList<Assertion>();
    var actions = new ArrayList<byte[]>();
    if (settings.coverageInformation()) {
      for (List<Said> ofOne : byOrder.values()) {
        Piece resource = ofOne.getFirst().ordered().resource();
        List<Json.Obj> news =
            ofOne.stream().map(one -> one.information().extension(version)).toList();
        Annotations present =
            Annotations.of(ofOne.getFirst().ordered().content(), ofOne.getFirst().information());
        if (!present.saySame(news)) {
          actions.add(action(resource, Splice.splice(resource, present.places(), news)));
          for (int index = 0; index < ofOne.size(); index++) {
            assertions.add(assertion(ofOne.get(index), news.get(index)));
          }
        }
      }
    }
    return new CrdResponse.Answered(
        body(cards(byOrder), actions), assertions, digest, call.hookInstance());
  }

  private List<Json> cards(Map<String, List<Said>> byOrder) {
    if (!settings.guidelineCards()) {
      return List.of();
    }
    var all = new ArrayList<Json>();
    for (List<Said> ofOne : byOrder.values()) {
      Set<String> told = new LinkedHashSet<>();
      for (Said one : ofOne) {
        if (one.decided().finding()
                instanceof Finding.Determined(Determination determination, var assumed)
            && told.add(determination.answer().guideline().contentHash())) {
          all.addAll(cards.about(one.ordered(), determination.answer()));
        }
      }
    }
    return all.subList(0, Math.min(all.size(), settings.mostCards()));
  }

  private static byte[] action(Piece resource, byte[] updated) {
    var out = new Joined();
    out.add(
        "{\"type\":\"update\",\"description\":\"Adds coverage information to the "
            + resource.type()
            + ".\",\"resource\":");
    out.add(updated);
    out.add("}");
    return out.toByteArray();
  }

  private static byte[] body(List<Json> cards, List<byte[]> actions) {
    var out = new Joined();
    out.add("{\"cards\":");
    out.add(JsonWriter.canonicalBytes(Json.array(cards)));
    for (int index = 0; index < actions.size(); index++) {
      out.add(index == 0 ? ",\"systemActions\":[" : ",");
      out.add(actions.get(index));
    }
    out.add(actions.isEmpty() ? "}" : "]}");
    return out.toByteArray();
  }

  private Assertion assertion(Said said, Json.Obj extension) {
    CoverageInformation information = said.information();
    Optional<Determination> determination =
        said.decided().finding() instanceof Finding.Determined(Determination one, var assumed)
            ? Optional.of(one)
            : Optional.empty();
    return new Assertion(
        information.assertionId(),
        digest,
        call.hookInstance(),
        hook.hookName(),
        said.ordered().resource().reference(),
        Fields.text(information.coverage(), "reference").orElse(""),
        today,
        information.coveredCode(version),
        information.paNeededCode(version),
        information.satisfiedPaId(),
        determination.map(one -> one.answer().guideline().id()),
        determination.map(one -> one.answer().guideline().version()),
        determination.isPresent(),
        JsonWriter.canonicalBytes(
            determination.map(RecordWriter::write).orElseGet(() -> withoutRecord(said))),
        JsonWriter.canonicalBytes(extension));
  }

  /** Why nothing was determined. */
  private Json.Obj withoutRecord(Said said) {
    List<Problem> problems =
        switch (said.decided().finding()) {
          case Finding.Determined _ -> List.of();
          case Finding.NoGuideline(Problem problem) -> List.of(problem);
          case Finding.Undecidable(List<Problem> why) -> why;
          case Finding.Trouble(List<Problem> why) -> why;
          case Finding.NotInsured(Finding.Why why) ->
              List.of(
                  new Problem(
                      why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                      Fields.text(said.information().coverage(), "reference").orElse(""),
                      "The payer's record of members rules it out.",
                      ""));
        };
    return new Json.Members()
        .put("format", NO_DETERMINATION)
        .put("resource", said.ordered().resource().reference())
        .put("services", Json.texts(said.decided().billed()))
        .put("decidedOn", today.toString())
        .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
        .put("engine", Version.CURRENT)
        .put("inputDigest", digest)
        .toObject();
  }
}
