package org.proviso.determination.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.determination.ApprovalLimits;
import org.proviso.determination.Determination;
import org.proviso.determination.Referral;
import org.proviso.determination.Version;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Question;
import org.proviso.engine.facts.Request;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Writes a determination as one JSON object, the contract for programs. Members may be added; none
 * is renamed or removed.
 */
public final class RecordWriter {
  private RecordWriter() {}

  /** The whole record, in the present format. */
  public static Json.Obj write(Determination determination) {
    return write(determination, RecordFormat.CURRENT);
  }

  /** The whole record, as a format writes it. */
  static Json.Obj write(Determination determination, RecordFormat format) {
    Answer answer = determination.answer();
    Guideline guideline = answer.guideline();
    return new Json.Members()
        .put("format", format.word())
        .put("guideline", guideline.id())
        .put("version", guideline.version())
        .put("title", guideline.title())
        .put("payer", guideline.payer())
        .put("basis", guideline.basis().word())
        .put("contentHash", guideline.contentHash())
        .put("dateOfService", answer.dateOfService().toString())
        .put("decidedOn", determination.decidedOn().toString())
        .put("disposition", answer.disposition().word())
        .put("decisions", decisions(determination, format))
        .put("ask", answer.ask().map(RecordWriter::question).orElseGet(Json.Null::new))
        .put("facts", facts(guideline, determination.request()))
        .put("notes", Json.array(determination.notes().stream().map(Problem::json).toList()))
        .put(
            "terminology",
            Json.array(
                determination.releases().stream()
                    .map(
                        release ->
                            new Json.Members()
                                .put("system", release.system().keyword())
                                .put("release", release.name())
                                .toObject())
                    .toList()))
        .put("engine", Version.CURRENT)
        .put("inputDigest", determination.inputDigest())
        .put("notice", guideline.notice())
        .toObject();
  }

  private static Json decisions(Determination determination, RecordFormat format) {
    return Json.array(
        determination.answer().decisions().stream()
            .map(decision -> decision(determination, decision, format))
            .toList());
  }

  private static Json decision(
      Determination determination, DecisionAnswer decision, RecordFormat format) {
    Answer answer = determination.answer();
    Guideline guideline = answer.guideline();
    var members =
        new Json.Members()
            .put("decision", decision.decision())
            .put("outcome", decision.outcome().map(Outcome::word).orElse("undecided"));
    if (format != RecordFormat.ONE) {
      members.put(
          "limits",
          Optional.ofNullable(determination.limits().get(decision.decision()))
              .map(RecordWriter::limits)
              .orElseGet(Json.Null::new));
    }
    return members
        .put(
            "reachable",
            Json.texts(decision.reachable().stream().map(Outcome::word).distinct().toList()))
        .put("clauses", Json.texts(decision.anchors()))
        .put(
            "citations",
            Json.array(
                decision.clauses().stream().map(clause -> citation(guideline, clause)).toList()))
        .put(
            "refersTo",
            Optional.ofNullable(determination.referrals().get(decision.decision()))
                .map(RecordWriter::referral)
                .orElseGet(Json.Null::new))
        .put("missing", Json.texts(decision.missing()))
        .put("unanswerable", Json.texts(decision.unanswerable()))
        .put("contradicted", Json.texts(decision.contradicted()))
        .put("ask", ask(answer, decision))
        .put("because", because(decision, determination.request()))
        .put(
            "wouldChange",
            Json.array(decision.wouldChange().stream().map(RecordWriter::change).toList()))
        .put(
            "criteria",
            Json.array(decision.criteria().stream().map(RecordWriter::criterion).toList()))
        .toObject();
  }

  private static Json limits(ApprovalLimits limits) {
    return new Json.Members()
        .put("period", Json.textOrNull(limits.period().map(RecordWriter::period)))
        .put("units", Json.textOrNull(limits.units().map(BigDecimal::toPlainString)))
        .put("renewal", Json.textOrNull(limits.renewal().map(Anchor::name)))
        .toObject();
  }

  private static String period(Duration period) {
    return period.amount() + " " + period.unit().plural();
  }

  private static Json citation(Guideline guideline, Clause clause) {
    var members = new Json.Members().put("anchor", clause.anchor().name());
    var sentence = Optional.ofNullable(guideline.sentences().get(clause.anchor()));
    sentence.ifPresent(
        found ->
            members
                .put("text", found.text())
                .put("section", found.section())
                .put("line", new Json.Whole(found.span().startLine())));
    return members
        .put("file", guideline.file())
        .put("rank", clause.rank().name().toLowerCase(Locale.ROOT))
        .toObject();
  }

  private static Json referral(Referral referral) {
    return switch (referral) {
      case Referral.Authority(String name) -> new Json.Members().put("name", name).toObject();
      case Referral.Decision(String name) ->
          new Json.Members()
              .put("name", "the decision " + name + " of this guideline")
              .put("decision", name)
              .toObject();
      case Referral.Document(Answer answer, Request request) ->
          new Json.Members()
              .put("name", answer.guideline().title())
              .put("guideline", answer.guideline().id())
              .put("version", answer.guideline().version())
              .put("contentHash", answer.guideline().contentHash())
              .put(
                  "decisions",
                  Json.array(
                      answer.decisions().stream()
                          .map(
                              decision ->
                                  new Json.Members()
                                      .put("decision", decision.decision())
                                      .put(
                                          "outcome",
                                          decision.outcome().map(Outcome::word).orElse("undecided"))
                                      .put("clauses", Json.texts(decision.anchors()))
                                      .put(
                                          "citations",
                                          Json.array(
                                              decision.clauses().stream()
                                                  .map(
                                                      clause ->
                                                          citation(answer.guideline(), clause))
                                                  .toList()))
                                      .toObject())
                          .toList()))
              .put("facts", facts(answer.guideline(), request))
              .toObject();
    };
  }

  /**
   * The question for all decisions together if it matters here, else the most useful one that can
   * be asked.
   */
  private static Json ask(Answer answer, DecisionAnswer decision) {
    Optional<Question> together =
        answer.ask().filter(question -> decision.missing().contains(question.fact().name()));
    if (together.isPresent()) {
      return question(together.get());
    }
    return decision.missing().stream()
        .filter(fact -> !decision.unanswerable().contains(fact))
        .flatMap(fact -> answer.guideline().fact(fact).stream())
        .filter(fact -> fact.question().isPresent())
        .findFirst()
        .<Json>map(fact -> asked(fact).toObject())
        .orElseGet(Json.Null::new);
  }

  private static Json question(Question question) {
    return asked(question.fact())
        .put("expectedCost", new Json.Real(question.expectedCost()))
        .putIf("optimum", question.optimum().map(Json.Real::new))
        .put("method", question.method().name().toLowerCase(Locale.ROOT))
        .toObject();
  }

  private static Json.Members asked(FactDeclaration fact) {
    var members =
        new Json.Members()
            .put("fact", fact.name().text())
            .put("question", Json.textOrNull(fact.question()))
            .put("type", type(fact.type()));
    if (fact.type() instanceof FactType.Enumeration(List<String> values)) {
      members.put("values", Json.texts(values));
    }
    if (fact.type() instanceof FactType.Quantity quantity) {
      members.put("unit", quantity.unit());
    }
    return members;
  }

  private static String type(FactType type) {
    return switch (type) {
      case FactType.YesNo _ -> "yes/no";
      case FactType.Enumeration _ -> "one of";
      case FactType.Quantity _ -> "number";
      case FactType.Count _ -> "count";
      case FactType.Date _ -> "date";
      case FactType.SingleCode _ -> "code";
      case FactType.CodeList _ -> "codes";
      case FactType.History _ -> "history";
      case FactType.Document _ -> "document";
    };
  }

  private static Json because(DecisionAnswer decision, Request request) {
    return Json.array(
        decision.because().stream()
            .map(fact -> FactJson.write(fact, request.knowledge(fact)))
            .toList());
  }

  private static Json change(Change change) {
    return new Json.Members()
        .put("outcome", change.outcome().word())
        .put(
            "facts",
            Json.array(
                change.facts().stream()
                    .map(
                        fact ->
                            new Json.Members()
                                .put("fact", fact.fact().text())
                                .put("toBe", fact.toBe())
                                .toObject())
                    .toList()))
        .toObject();
  }

  private static Json criterion(CriterionStatus status) {
    var members =
        new Json.Members()
            .putIf("anchor", status.criterion().anchor().map(anchor -> Json.text(anchor.name())))
            .put("label", status.criterion().label())
            .put(
                "status",
                switch (status.status()) {
                  case MET -> "met";
                  case NOT_MET -> "not-met";
                  case UNKNOWN -> "unknown";
                });
    if (!status.facts().isEmpty()) {
      members.put("facts", Json.texts(status.facts()));
    }
    if (!status.parts().isEmpty()) {
      members.put(
          "parts", Json.array(status.parts().stream().map(RecordWriter::criterion).toList()));
    }
    return members.toObject();
  }

  private static Json facts(Guideline guideline, Request request) {
    return Json.array(
        guideline.facts().stream()
            .map(FactDeclaration::name)
            .map((FactName name) -> FactJson.write(name, request.knowledge(name)))
            .toList());
  }
}
