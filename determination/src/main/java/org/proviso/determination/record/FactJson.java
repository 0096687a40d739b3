package org.proviso.determination.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** What is known of a fact, as JSON and back. Writing and then reading gives an equal value. */
final class FactJson {
  private FactJson() {}

  /** A part of a record that cannot be what this version of Proviso wrote. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  static Json write(FactName fact, Knowledge knowledge) {
    var members = new Json.Members().put("fact", fact.text());
    switch (knowledge) {
      case Knowledge.Known(Value value, List<Evidence> evidence) ->
          members.put("state", "known").put("value", value(value)).put("evidence", list(evidence));
      case Knowledge.Narrowed(Knowledge.Range range, List<Evidence> evidence) ->
          members
              .put("state", "narrowed")
              .put("range", range(range))
              .put("evidence", list(evidence));
      case Knowledge.NotAsked() -> members.put("state", "not-asked");
      case Knowledge.Unanswerable(List<Evidence> evidence) ->
          members.put("state", "unanswerable").put("evidence", list(evidence));
      case Knowledge.Contradicted(List<Knowledge.Known> claims) ->
          members
              .put("state", "contradicted")
              .put(
                  "claims",
                  Json.array(
                      claims.stream()
                          .map(
                              claim ->
                                  new Json.Members()
                                      .put("value", value(claim.value()))
                                      .put("evidence", list(claim.evidence()))
                                      .toObject())
                          .toList()));
    }
    return members.toObject();
  }

  static Json value(Value value) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> new Json.Bool(yes);
      case Value.InForce(boolean inForce) -> new Json.Bool(inForce);
      case Value.Symbol(String name) -> Json.text(name);
      case Value.Decimal(BigDecimal number) -> Json.text(number.toPlainString());
      case Value.Day(LocalDate date) -> Json.text(date.toString());
      case Value.OneCode(Code code) -> Json.text(code.toString());
      case Value.Codes(var codes, boolean complete) ->
          new Json.Members()
              .put("codes", Json.texts(codes))
              .put("complete", new Json.Bool(complete))
              .toObject();
      case Value.Events(List<Event> events, boolean complete) ->
          new Json.Members()
              .put("events", Json.array(events.stream().map(FactJson::event).toList()))
              .put("complete", new Json.Bool(complete))
              .toObject();
    };
  }

  private static Json event(Event event) {
    return new Json.Members()
        .put("first", event.first().toString())
        .put("last", event.last().toString())
        .toObject();
  }

  private static Json range(Knowledge.Range range) {
    return switch (range) {
      case Knowledge.Range.Numbers(var least, var greatest) ->
          new Json.Members()
              .putIf("least", least.map(FactJson::limit))
              .putIf("greatest", greatest.map(FactJson::limit))
              .toObject();
      case Knowledge.Range.Days(var first, var last) ->
          new Json.Members()
              .putIf("first", first.map(day -> Json.text(day.toString())))
              .putIf("last", last.map(day -> Json.text(day.toString())))
              .toObject();
      case Knowledge.Range.Symbols(var names) ->
          new Json.Members().put("oneOf", Json.texts(new TreeSet<>(names))).toObject();
    };
  }

  private static Json limit(Knowledge.Range.Limit limit) {
    return new Json.Members()
        .put("value", limit.value().toPlainString())
        .put("inclusive", new Json.Bool(limit.inclusive()))
        .toObject();
  }

  static Json list(List<Evidence> evidence) {
    return Json.array(evidence.stream().map(FactJson::evidence).toList());
  }

  private static Json evidence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Resource(String reference, String path, String says) ->
          new Json.Members()
              .put("resource", reference)
              .put("path", path)
              .put("says", says)
              .toObject();
      case Evidence.Answered(String channel) ->
          new Json.Members().put("answered", channel).toObject();
      case Evidence.Library(String document) ->
          new Json.Members().put("library", document).toObject();
      case Evidence.Example(String name) -> new Json.Members().put("example", name).toObject();
    };
  }

  /** What {@link #write} wrote of a fact of the given type. */
  static Knowledge read(Json.Obj fact, FactType type) throws UnreadableException {
    String state = text(fact, "state");
    return switch (state) {
      case "known" ->
          new Knowledge.Known(readValue(member(fact, "value"), type), readEvidence(fact));
      case "narrowed" ->
          new Knowledge.Narrowed(
              readRange(object(member(fact, "range")), type), readEvidence(fact));
      case "not-asked" -> new Knowledge.NotAsked();
      case "unanswerable" -> new Knowledge.Unanswerable(readEvidence(fact));
      case "contradicted" -> {
        var claims = new ArrayList<Knowledge.Known>();
        for (Json claim : items(member(fact, "claims"))) {
          Json.Obj side = object(claim);
          claims.add(
              new Knowledge.Known(readValue(member(side, "value"), type), readEvidence(side)));
        }
        yield new Knowledge.Contradicted(claims);
      }
      default -> throw new UnreadableException("no state of a fact: " + state);
    };
  }

  private static Value readValue(Json value, FactType type) throws UnreadableException {
    try {
      return switch (type) {
        case FactType.YesNo() -> new Value.YesNo(bool(value));
        case FactType.Document(var kinds) -> new Value.InForce(bool(value));
        case FactType.Enumeration(var values) -> new Value.Symbol(text(value));
        case FactType.Quantity(var unit, var least, var greatest) ->
            new Value.Decimal(new BigDecimal(text(value)));
        case FactType.Count(var greatest) -> new Value.Decimal(new BigDecimal(text(value)));
        case FactType.Date() -> new Value.Day(LocalDate.parse(text(value)));
        case FactType.SingleCode(var systems) -> new Value.OneCode(code(text(value)));
        case FactType.CodeList(var systems) -> {
          Json.Obj list = object(value);
          var codes = new TreeSet<Code>();
          for (Json code : items(member(list, "codes"))) {
            codes.add(code(text(code)));
          }
          yield new Value.Codes(codes, bool(member(list, "complete")));
        }
        case FactType.History() -> {
          Json.Obj list = object(value);
          var events = new ArrayList<Event>();
          for (Json event : items(member(list, "events"))) {
            Json.Obj days = object(event);
            events.add(
                new Event(
                    LocalDate.parse(text(days, "first")), LocalDate.parse(text(days, "last"))));
          }
          yield new Value.Events(events, bool(member(list, "complete")));
        }
      };
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new UnreadableException("a value does not fit the type of its fact");
    }
  }

  private static Knowledge.Range readRange(Json.Obj range, FactType type)
      throws UnreadableException {
    try {
      return switch (type) {
        case FactType.Date() ->
            new Knowledge.Range.Days(optionalDay(range, "first"), optionalDay(range, "last"));
        case FactType.Enumeration(var values) -> {
          var names = new TreeSet<String>();
          for (Json name : items(member(range, "oneOf"))) {
            names.add(text(name));
          }
          yield new Knowledge.Range.Symbols(names);
        }
        case FactType.Quantity(var unit, var least, var greatest) -> numbers(range);
        case FactType.Count(var greatest) -> numbers(range);
        case FactType.YesNo _,
            FactType.Document _,
            FactType.SingleCode _,
            FactType.CodeList _,
            FactType.History _ ->
            throw new UnreadableException("a fact of this type cannot be narrowed");
      };
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new UnreadableException("a range does not fit the type of its fact");
    }
  }

  private static Knowledge.Range numbers(Json.Obj range) throws UnreadableException {
    return new Knowledge.Range.Numbers(
        optionalLimit(range, "least"), optionalLimit(range, "greatest"));
  }

  private static Optional<Knowledge.Range.Limit> optionalLimit(Json.Obj range, String name)
      throws UnreadableException {
    Optional<Json> member = range.get(name);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    Json.Obj limit = object(member.get());
    return Optional.of(
        new Knowledge.Range.Limit(
            new BigDecimal(text(limit, "value")), bool(member(limit, "inclusive"))));
  }

  private static Optional<LocalDate> optionalDay(Json.Obj range, String name)
      throws UnreadableException {
    Optional<Json> member = range.get(name);
    return member.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text(member.get())));
  }

  private static List<Evidence> readEvidence(Json.Obj fact) throws UnreadableException {
    var evidence = new ArrayList<Evidence>();
    for (Json item : items(member(fact, "evidence"))) {
      Json.Obj one = object(item);
      if (one.get("resource").isPresent()) {
        evidence.add(
            new Evidence.Resource(text(one, "resource"), text(one, "path"), text(one, "says")));
      } else if (one.get("answered").isPresent()) {
        evidence.add(new Evidence.Answered(text(one, "answered")));
      } else if (one.get("library").isPresent()) {
        evidence.add(new Evidence.Library(text(one, "library")));
      } else {
        evidence.add(new Evidence.Example(text(one, "example")));
      }
    }
    return evidence;
  }

  private static Code code(String text) throws UnreadableException {
    int space = text.indexOf(' ');
    Optional<CodeSystem> system =
        space < 0 ? Optional.empty() : CodeSystem.ofKeyword(text.substring(0, space));
    if (system.isEmpty()) {
      throw new UnreadableException("not a code: " + text);
    }
    return new Code(system.get(), text.substring(space + 1));
  }

  static Json member(Json.Obj object, String name) throws UnreadableException {
    return object
        .get(name)
        .orElseThrow(() -> new UnreadableException("the member \"" + name + "\" is missing"));
  }

  static String text(Json.Obj object, String name) throws UnreadableException {
    return text(member(object, name));
  }

  static String text(Json value) throws UnreadableException {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw new UnreadableException("a string was expected");
  }

  private static boolean bool(Json value) throws UnreadableException {
    if (value instanceof Json.Bool(boolean bool)) {
      return bool;
    }
    throw new UnreadableException("true or false was expected");
  }

  static Json.Obj object(Json value) throws UnreadableException {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new UnreadableException("an object was expected");
  }

  static List<Json> items(Json value) throws UnreadableException {
    if (value instanceof Json.Array(List<Json> items)) {
      return items;
    }
    throw new UnreadableException("an array was expected");
  }
}
