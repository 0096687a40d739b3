package org.proviso.exchange.crd.respond;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.ground.json.Json;
import org.proviso.payer.CoverageStatement;
import org.proviso.payer.CoverageStatement.Authorization;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Detail;
import org.proviso.payer.CoverageStatement.Documentation;
import org.proviso.payer.CoverageStatement.InformationNeeded;
import org.proviso.payer.CoverageStatement.Reason;
import org.proviso.payer.CoverageStatement.ReasonCode;
import org.proviso.terminology.Code;

/**
 * A payer's statement about one order in the words of the guide: the extension coverage-information
 * of CRD 2.2.1. Cannot be made against the guide's invariants crd-ci-q1 to q9. (Of q4 the meaning
 * is held: where authorization is satisfied or not asked for, nothing is to be documented for it.)
 * The elements {@code dependency} and, of 2.0, {@code response} are never given: no decision here
 * depends on another order, and no answered questionnaire is sent back.
 *
 * @param coverage a Reference to the Coverage
 * @param billingCodes the codes for which it holds; empty: whatever the order is billed as
 * @param questionnaires canonical addresses of forms for what is to be documented
 * @param satisfiedPaId the authorization number, exactly when authorization is satisfied
 * @param contact telephone number, e-mail or web address for questions
 * @param expires the last day on which it holds, when that is known
 */
record CoverageInformation(
    Json.Obj coverage,
    Covered covered,
    Optional<PaNeeded> paNeeded,
    List<DocNeeded> docNeeded,
    Optional<DocPurpose> docPurpose,
    List<InfoNeeded> infoNeeded,
    List<Code> billingCodes,
    List<Reason> reasons,
    List<Detail> details,
    List<String> questionnaires,
    LocalDate date,
    String assertionId,
    Optional<String> satisfiedPaId,
    Optional<String> contact,
    Optional<LocalDate> expires) {

  /** Value set coveragePaDetail, without {@code performpa}, which no guideline here says. */
  enum PaNeeded {
    NO_AUTH,
    AUTH_NEEDED,
    SATISFIED,
    CONDITIONAL,
    INDETERMINATE
  }

  /** Value set AdditionalDocumentation, as far as questions to people go. */
  enum DocNeeded {
    CLINICAL,
    ADMIN
  }

  /** Value set DocReason, as far as it is used. */
  enum DocPurpose {
    WITHPA
  }

  /** Value set informationNeeded. */
  enum InfoNeeded {
    TIMEFRAME,
    DETAIL_CODE,
    OTH
  }

  /** Value set coverageDetailCategories. */
  enum Category {
    LIMITATION,
    DECISIONAL,
    OTHER
  }

  CoverageInformation {
    docNeeded = List.copyOf(docNeeded);
    infoNeeded = List.copyOf(infoNeeded);
    billingCodes = List.copyOf(billingCodes);
    reasons = List.copyOf(reasons);
    details = List.copyOf(details);
    questionnaires = List.copyOf(questionnaires);
    hold("crd-ci-q1", questionnaires.isEmpty() || !docNeeded.isEmpty());
    hold("crd-ci-q2", (covered == Covered.NOT_COVERED) == paNeeded.isEmpty());
    boolean conditional =
        covered == Covered.CONDITIONAL || paNeeded.orElse(null) == PaNeeded.CONDITIONAL;
    hold("crd-ci-q3", conditional == !infoNeeded.isEmpty());
    boolean settled =
        paNeeded.orElse(null) == PaNeeded.SATISFIED || paNeeded.orElse(null) == PaNeeded.NO_AUTH;
    hold("crd-ci-q4", !(settled && docPurpose.isPresent()));
    hold("crd-ci-q5", (paNeeded.orElse(null) == PaNeeded.SATISFIED) == satisfiedPaId.isPresent());
    // 2.2 asks it of OTH; a code that is too coarse is written as OTH in 2.0.
    hold("crd-ci-q6", infoNeeded.isEmpty() || !reasons.isEmpty());
    hold("crd-ci-q7", reasons.stream().noneMatch(reason -> reason.text().isBlank()));
    hold("crd-ci-q8", docPurpose.isEmpty() || !reasons.isEmpty());
    boolean indeterminate =
        covered == Covered.INDETERMINATE || paNeeded.orElse(null) == PaNeeded.INDETERMINATE;
    hold("crd-ci-q9", !indeterminate || !reasons.isEmpty());
  }

  /**
   * What a payer states, written down for one order.
   *
   * @param coverage a Reference to the Coverage
   * @param billingCodes the codes for which it holds; empty: whatever the order is billed as
   * @param date the day on which it is given
   * @param expires the last day on which it holds, when that is known
   */
  static CoverageInformation of(
      CoverageStatement statement,
      Json.Obj coverage,
      List<Code> billingCodes,
      LocalDate date,
      Optional<LocalDate> expires) {
    return new CoverageInformation(
        coverage,
        statement.covered(),
        statement.authorization().map(CoverageInformation::paNeeded),
        statement.documentation().stream().map(CoverageInformation::docNeeded).toList(),
        statement.documentation().isEmpty() ? Optional.empty() : Optional.of(DocPurpose.WITHPA),
        statement.needed().stream().map(CoverageInformation::infoNeeded).toList(),
        billingCodes,
        statement.reasons(),
        statement.details(),
        statement.questionnaires(),
        date,
        statement.assertionId(),
        statement.authorization().flatMap(CoverageInformation::number),
        statement.contact(),
        expires);
  }

  private static PaNeeded paNeeded(Authorization authorization) {
    return switch (authorization) {
      case Authorization.NotRequired() -> PaNeeded.NO_AUTH;
      case Authorization.Needed() -> PaNeeded.AUTH_NEEDED;
      case Authorization.Satisfied _ -> PaNeeded.SATISFIED;
      case Authorization.Conditional() -> PaNeeded.CONDITIONAL;
      case Authorization.Indeterminate() -> PaNeeded.INDETERMINATE;
    };
  }

  private static Optional<String> number(Authorization authorization) {
    return authorization instanceof Authorization.Satisfied(String number)
        ? Optional.of(number)
        : Optional.empty();
  }

  private static DocNeeded docNeeded(Documentation documentation) {
    return switch (documentation) {
      case CLINICAL -> DocNeeded.CLINICAL;
      case ADMINISTRATIVE -> DocNeeded.ADMIN;
    };
  }

  private static InfoNeeded infoNeeded(InformationNeeded needed) {
    return switch (needed) {
      case DATE_OF_SERVICE -> InfoNeeded.TIMEFRAME;
      case BILLING_CODE -> InfoNeeded.DETAIL_CODE;
      case AS_REASONED -> InfoNeeded.OTH;
    };
  }

  private static void hold(String invariant, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("coverage-information breaks " + invariant);
    }
  }

  /**
   * As of 2.0, which has no word for what is not determined and no reason code for technical
   * trouble: it is conditional then.
   */
  private CoverageInformation of20() {
    boolean indeterminate =
        covered == Covered.INDETERMINATE || paNeeded.orElse(null) == PaNeeded.INDETERMINATE;
    return indeterminate
        ? new CoverageInformation(
            coverage,
            covered == Covered.INDETERMINATE ? Covered.CONDITIONAL : covered,
            paNeeded.map(
                needed -> needed == PaNeeded.INDETERMINATE ? PaNeeded.CONDITIONAL : needed),
            docNeeded,
            docPurpose,
            infoNeeded.isEmpty() ? List.of(InfoNeeded.OTH) : infoNeeded,
            billingCodes,
            reasons,
            details,
            questionnaires,
            date,
            assertionId,
            satisfiedPaId,
            contact,
            expires)
        : this;
  }

  /** The value of {@code covered} in a version. */
  String coveredCode(CrdVersion version) {
    return code(version == CrdVersion.V2_0 ? of20().covered : covered);
  }

  /** The value of {@code pa-needed} in a version. */
  Optional<String> paNeededCode(CrdVersion version) {
    return (version == CrdVersion.V2_0 ? of20().paNeeded : paNeeded).map(CoverageInformation::code);
  }

  /** The extension. */
  Json.Obj extension(CrdVersion version) {
    return version == CrdVersion.V2_0 ? of20().written(version) : written(version);
  }

  private Json.Obj written(CrdVersion version) {
    var parts = new ArrayList<Json>();
    parts.add(part("coverage", "valueReference", coverage));
    parts.add(part("covered", "valueCode", Json.text(code(covered))));
    paNeeded.ifPresent(each -> parts.add(part("pa-needed", "valueCode", Json.text(code(each)))));
    docNeeded(version).forEach(each -> parts.add(part("doc-needed", "valueCode", Json.text(each))));
    docPurpose.ifPresent(
        each -> parts.add(part("doc-purpose", "valueCode", Json.text(code(each)))));
    infoNeeded(version)
        .forEach(each -> parts.add(part("info-needed", "valueCode", Json.text(each))));
    billingCodes.forEach(each -> parts.add(part("billingCode", "valueCoding", coding(each))));
    reasons.forEach(
        each -> parts.add(part("reason", "valueCodeableConcept", concept(each, version))));
    details.forEach(each -> parts.add(detail(each, version)));
    questionnaires.forEach(
        each -> parts.add(part("questionnaire", "valueCanonical", Json.text(each))));
    parts.add(part("date", "valueDate", Json.text(date.toString())));
    parts.add(part("coverage-assertion-id", "valueString", Json.text(assertionId)));
    satisfiedPaId.ifPresent(
        each -> parts.add(part("satisfied-pa-id", "valueString", Json.text(each))));
    contact.ifPresent(each -> parts.add(contact(each, version)));
    if (version == CrdVersion.V2_2) {
      expires.ifPresent(
          each -> parts.add(part("expiry-date", "valueDate", Json.text(each.toString()))));
    }
    return new Json.Members()
        .put("url", ExtensionSplicer.URL)
        .put("extension", Json.array(parts))
        .toObject();
  }

  /** 2.0 has one, and a word for both. */
  private List<String> docNeeded(CrdVersion version) {
    return version == CrdVersion.V2_0 && docNeeded.size() > 1
        ? List.of("both")
        : docNeeded.stream().map(CoverageInformation::code).toList();
  }

  /** That the code is too coarse is a reason in 2.0, not something needed. */
  private List<String> infoNeeded(CrdVersion version) {
    return infoNeeded.stream()
        .map(
            each ->
                version == CrdVersion.V2_0 && each == InfoNeeded.DETAIL_CODE
                    ? InfoNeeded.OTH
                    : each)
        .distinct()
        .map(each -> each == InfoNeeded.OTH ? "OTH" : code(each))
        .toList();
  }

  private Json concept(Reason reason, CrdVersion version) {
    var members = new Json.Members();
    Optional<Json> coded =
        switch (version) {
          case V2_2 -> reason.code().map(each -> temporary(code(each), display(each)));
          case V2_0 ->
              infoNeeded.contains(InfoNeeded.DETAIL_CODE)
                  ? Optional.of(temporary("detail-code", "Detail code"))
                  : Optional.empty();
        };
    coded.ifPresent(coding -> members.put("coding", Json.array(List.of(coding))));
    return members.put("text", reason.text()).toObject();
  }

  /** Value set coverageAssertionReasons, as far as it is used. */
  private static String display(ReasonCode code) {
    return switch (code) {
      case NO_MEMBER_FOUND -> "Member not found";
      case COVERAGE_NOT_FOUND -> "Coverage not found";
      case NO_ACTIVE_COVERAGE -> "Coverage not active";
      case TECHNICAL -> "Technical issues";
    };
  }

  private static Json temporary(String code, String display) {
    return new Json.Members()
        .put("system", CrdVersion.TEMPORARY_CODES)
        .put("code", code)
        .put("display", display)
        .toObject();
  }

  private static Json coding(Code code) {
    return new Json.Members()
        .put("system", code.system().uri())
        .put("code", code.value())
        .toObject();
  }

  private static Json detail(Detail detail, CrdVersion version) {
    return switch (detail) {
      case Detail.AllowedPeriod(LocalDate start, LocalDate end) ->
          detail(
              version,
              Category.LIMITATION,
              codedDetail(version, "allowed-period", "Maximum allowed period"),
              "valuePeriod",
              new Json.Members()
                  .put("start", start.toString())
                  .put("end", end.toString())
                  .toObject(),
              "The service is performed on the date of the order; another date may fall under"
                  + " another version of the guideline.");
      case Detail.PolicyLink(String url) ->
          detail(
              version,
              Category.OTHER,
              version == CrdVersion.V2_0
                  ? plainDetail("Policy link")
                  : codedDetail(version, "policy-link", "Policy Link"),
              version == CrdVersion.V2_0 ? "valueString" : "valueUrl",
              Json.text(url),
              "");
      case Detail.Missing(String question, String fact) ->
          detail(
              version,
              Category.DECISIONAL,
              version == CrdVersion.V2_0
                  ? plainDetail("Missing information")
                  : codedDetail(version, "instructions", "Instructions"),
              "valueString",
              Json.text(question),
              "Missing fact of the guideline: " + fact);
      case Detail.Instruction(String text) ->
          detail(
              version,
              Category.DECISIONAL,
              version == CrdVersion.V2_0
                  ? plainDetail("Instructions")
                  : codedDetail(version, "instructions", "Instructions"),
              "valueString",
              Json.text(text),
              "");
      case Detail.Notice(String text) ->
          detail(
              version,
              Category.LIMITATION,
              plainDetail("Standing notice of the guideline"),
              "valueString",
              Json.text(text),
              "");
    };
  }

  private static Json codedDetail(CrdVersion version, String code, String display) {
    return new Json.Members()
        .put(
            "coding",
            Json.array(
                List.of(
                    new Json.Members()
                        .put("system", version.detailCodes())
                        .put("code", code)
                        .put("display", display)
                        .toObject())))
        .toObject();
  }

  private static Json plainDetail(String text) {
    return new Json.Members().put("text", text).toObject();
  }

  private static Json detail(
      CrdVersion version,
      Category category,
      Json code,
      String valueName,
      Json value,
      String qualification) {
    var parts = new ArrayList<Json>();
    if (version == CrdVersion.V2_2) {
      parts.add(part("category", "valueCode", Json.text("cat-" + code(category))));
    }
    parts.add(part("code", "valueCodeableConcept", code));
    parts.add(part("value", valueName, value));
    if (!qualification.isEmpty()) {
      parts.add(part("qualification", "valueString", Json.text(qualification)));
    }
    return new Json.Members().put("url", "detail").put("extension", Json.array(parts)).toObject();
  }

  private static Json contact(String contact, CrdVersion version) {
    Json point =
        new Json.Members()
            .put(
                "system",
                contact.contains("://") ? "url" : contact.contains("@") ? "email" : "phone")
            .put("value", contact)
            .toObject();
    return version == CrdVersion.V2_0
        ? part("contact", "valueContactPoint", point)
        : part(
            "contact",
            "valueContactDetail",
            new Json.Members().put("telecom", Json.array(List.of(point))).toObject());
  }

  private static Json part(String url, String valueName, Json value) {
    return new Json.Members().put("url", url).put(valueName, value).toObject();
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
