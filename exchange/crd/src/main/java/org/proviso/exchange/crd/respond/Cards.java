package org.proviso.exchange.crd.respond;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.ClientOptions;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.GuidelineCitations;
import org.proviso.payer.PayerConfiguration;

/**
 * Cards beside the coverage information: the sentence of the guideline that decides, and where its
 * page is. What is covered is never said by a card.
 */
final class Cards {
  /** CDS Hooks: a summary has fewer than 140 characters. */
  private static final int MAX_SUMMARY = 139;

  private final PayerConfiguration payer;
  private final AssertionIds ids;
  private final CrdVersion version;

  Cards(PayerConfiguration payer, AssertionIds ids, CrdVersion version) {
    this.payer = payer;
    this.ids = ids;
    this.version = version;
  }

  /** The cards about one order that a guideline was applied to. */
  List<Json> about(CallOrder ordered, Answer answer) {
    var cards = new ArrayList<Json>();
    Guideline guideline = answer.guideline();
    List<DecisionAnswer> decided =
        answer.decisions().stream().filter(decision -> !decision.clauses().isEmpty()).toList();
    if (!decided.isEmpty()) {
      cards.add(
          card(
                  ordered,
                  guideline.title()
                      + ": "
                      + decided.getFirst().outcome().map(Outcome::word).orElse("undecided")
                      + " by ["
                      + decided.getFirst().clauses().getFirst().anchor()
                      + "] of "
                      + guideline.id(),
                  sentences(ordered, answer, decided))
              .toObject());
    }
    GuidelineCitations.page(payer, answer)
        .ifPresent(
            url ->
                cards.add(
                    card(
                            ordered,
                            "Guideline " + guideline.id() + ": " + guideline.title(),
                            "For "
                                + ordered.label()
                                + ": the guideline in force on "
                                + answer.dateOfService()
                                + ", version "
                                + guideline.version()
                                + ".\n\n"
                                + guideline.notice())
                        .put("links", Json.array(List.of(link(guideline, url))))
                        .toObject()));
    return cards;
  }

  private static Json link(Guideline guideline, String url) {
    return new Json.Members()
        .put("label", guideline.id() + ", version " + guideline.version())
        .put("url", url)
        .put("type", "absolute")
        .toObject();
  }

  private static String sentences(CallOrder ordered, Answer answer, List<DecisionAnswer> decided) {
    return "For "
        + ordered.label()
        + ":\n\n"
        + decided.stream()
            .map(
                decision ->
                    "- "
                        + decision.decision()
                        + ": "
                        + decision.outcome().map(Outcome::word).orElse("undecided")
                        + ". "
                        + decision.clauses().stream()
                            .map(clause -> GuidelineCitations.cite(answer.guideline(), clause))
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"))
        + "\n\n"
        + answer.guideline().notice();
  }

  private Json.Members card(CallOrder ordered, String summary, String detail) {
    var topic =
        new Json.Members()
            .put("system", version.cardTypes())
            .put("code", ClientOptions.Option.GUIDELINE.code())
            .put("display", "Guideline");
    var source = new Json.Members().put("label", payer.label());
    payer.website().ifPresent(address -> source.put("url", address.toString()));
    source.put("topic", topic.toObject());
    return new Json.Members()
        .put("uuid", ids.next())
        .put("summary", shortened(summary))
        .put("detail", detail)
        .put("indicator", "info")
        .put("source", source.toObject())
        .put(
            "extension",
            new Json.Members()
                .put(
                    "davinci-crd.associated-resource",
                    Json.array(
                        List.of(
                            new Json.Members()
                                .put("reference", ordered.resource().reference())
                                .toObject())))
                .toObject());
  }

  private static String shortened(String summary) {
    return Optional.of(summary)
        .filter(text -> text.length() <= MAX_SUMMARY)
        .orElseGet(() -> summary.substring(0, MAX_SUMMARY - 1) + "\u2026");
  }
}
