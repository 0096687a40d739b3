package org.proviso.exchange.crd.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;

/** One Coverage that the client sent: whose it is, when it is in force, who pays. */
public record Insurance(SentResource resource, Json.Obj content) {
  private static final Set<String> OUT_OF_FORCE = Set.of("cancelled", "entered-in-error", "draft");
  private static final String TYPES_OF_IDENTIFIERS =
      "http://terminology.hl7.org/CodeSystem/v2-0203";

  public static Insurance of(SentResource resource) throws RefusedCallException {
    return new Insurance(resource, Fields.of(resource));
  }

  public String reference() {
    return resource.reference();
  }

  /** Member numbers: its identifiers of type MB, and its subscriberId. */
  public List<String> memberIdentifiers() {
    return Stream.concat(
            Fields.objects(content, "identifier").stream()
                .filter(Insurance::isMemberNumber)
                .flatMap(identifier -> Fields.text(identifier, "value").stream()),
            Fields.text(content, "subscriberId").stream())
        .distinct()
        .toList();
  }

  private static boolean isMemberNumber(Json.Obj identifier) {
    return Fields.object(identifier, "type").stream()
        .flatMap(type -> Fields.objects(type, "coding").stream())
        .anyMatch(
            coding ->
                Fields.text(coding, "code").filter("MB"::equals).isPresent()
                    && Fields.text(coding, "system")
                        .filter(TYPES_OF_IDENTIFIERS::equals)
                        .isPresent());
  }

  /** The Organizations that pay by it, as its references name them; contained ones begin with #. */
  public List<String> payors() {
    return Fields.objects(content, "payor").stream()
        .flatMap(payor -> Fields.text(payor, "reference").stream())
        .toList();
  }

  /** Whether it says by an identifier of its own that one of these pays. */
  public boolean namesPayor(Set<String> identifiers) {
    Stream<String> logical =
        Fields.objects(content, "payor").stream()
            .flatMap(payor -> Fields.object(payor, "identifier").stream())
            .flatMap(identifier -> Fields.text(identifier, "value").stream());
    Stream<String> contained =
        Fields.objects(content, "contained").stream()
            .filter(
                each ->
                    Fields.text(each, "id")
                        .map(id -> "#" + id)
                        .filter(payors()::contains)
                        .isPresent())
            .flatMap(Insurance::identifiers);
    return Stream.concat(logical, contained).anyMatch(identifiers::contains);
  }

  /** The values of an Organization's identifiers. */
  public static Stream<String> identifiers(Json.Obj organization) {
    return Fields.objects(organization, "identifier").stream()
        .flatMap(identifier -> Fields.text(identifier, "value").stream());
  }

  /**
   * Whether it says, without doubt, that it is not in force on a day. What it does not say, or says
   * in a way that cannot be read, is no such word.
   */
  public boolean isOutOfForce(LocalDate day) {
    Optional<String> status = Fields.text(content, "status");
    if (status.filter(OUT_OF_FORCE::contains).isPresent()) {
      return true;
    }
    Optional<Json.Obj> period = Fields.object(content, "period");
    return period.flatMap(each -> Fields.text(each, "start")).flatMap(Insurance::firstDay).stream()
            .anyMatch(day::isBefore)
        || period.flatMap(each -> Fields.text(each, "end")).flatMap(Insurance::lastDay).stream()
            .anyMatch(day::isAfter);
  }

  /** Its last day, when it names one to the day. */
  public Optional<LocalDate> lastDay() {
    return Fields.object(content, "period")
        .flatMap(period -> Fields.text(period, "end"))
        .filter(end -> end.length() >= 10)
        .flatMap(Insurance::lastDay);
  }

  private static Optional<LocalDate> firstDay(String date) {
    return day(date, false);
  }

  private static Optional<LocalDate> lastDay(String date) {
    return day(date, true);
  }

  /** A FHIR date or dateTime, the day as written; of a month or year its first or last day. */
  private static Optional<LocalDate> day(String date, boolean last) {
    try {
      return switch (date.length()) {
        case 4 -> Optional.of(LocalDate.of(Integer.parseInt(date), last ? 12 : 1, last ? 31 : 1));
        case 7 ->
            Optional.of(
                last ? YearMonth.parse(date).atEndOfMonth() : YearMonth.parse(date).atDay(1));
        default ->
            date.length() < 10
                ? Optional.empty()
                : Optional.of(LocalDate.parse(date.substring(0, 10)));
      };
    } catch (DateTimeException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
