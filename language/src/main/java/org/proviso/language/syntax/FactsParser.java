package org.proviso.language.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.FactSource.Pick;

/** Reads a {@code facts} fence. */
final class FactsParser {
  private static final String TYPES =
      "`yes/no`, `one of a, b`, `number in UNIT`, `count`, `date`, `code`, `codes`, `history` or"
          + " `document of KIND`";

  private final Source source;
  private final DiagnosticCollector diagnostics;
  private final List<String> unreadable = new ArrayList<>();

  FactsParser(Source source, DiagnosticCollector diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  List<FactItem> parse(List<OutlineLine> lines) {
    List<FactItem> items = new ArrayList<>();
    for (OutlineLine line : lines) {
      if (!Statements.attempt(diagnostics, () -> items.add(item(line)))) {
        Statements.declaredName(source, line).ifPresent(unreadable::add);
      }
    }
    return items;
  }

  /** The names whose statements hold mistakes. */
  List<String> unreadable() {
    return unreadable;
  }

  private FactItem item(OutlineLine line) {
    var first = new Cursor(source, List.of(line));
    if (first.acceptPhrase("define") && first.atName()) {
      return definition(line);
    }
    return declaration(line);
  }

  private FactItem definition(OutlineLine line) {
    List<OutlineLine> lines = new ArrayList<>();
    line.collect(lines);
    var cursor = new Cursor(source, lines);
    int start = cursor.offset();
    cursor.acceptPhrase("define");
    Word name = cursor.name("a name");
    if (!cursor.acceptSymbol("=")) {
      throw cursor.expected("`=` and what the name stands for");
    }
    Cursor.Mark body = cursor.mark();
    Optional<TermSyntax> term = tryTerm(cursor);
    if (term.isPresent()) {
      return new FactItem.DefinedTerm(name, term.get(), cursor.spanFrom(start));
    }
    cursor.reset(body);
    ConditionSyntax condition = new ConditionParser(cursor).condition();
    cursor.expectEnd("the definition");
    return new FactItem.DefinedCondition(name, condition, cursor.spanFrom(start));
  }

  /** The term that the rest of the line is, unless it is a condition or holds a mistake. */
  private static Optional<TermSyntax> tryTerm(Cursor cursor) {
    try {
      TermSyntax term = new TermParser(cursor).term();
      return cursor.atEnd() ? Optional.of(term) : Optional.empty();
    } catch (SyntaxProblem notATerm) {
      return Optional.empty();
    }
  }

  private FactItem declaration(OutlineLine line) {
    List<OutlineLine> head = new ArrayList<>();
    head.add(line);
    List<OutlineLine> properties = new ArrayList<>(line.children());
    // A type that is not finished continues on the next line.
    while (!properties.isEmpty() && isUnfinished(head.getLast())) {
      properties.removeFirst().collect(head);
    }
    var cursor = new Cursor(source, head);
    int start = cursor.offset();
    Word name = cursor.name("the name of a fact");
    if (!cursor.acceptSymbol(":")) {
      String help =
          cursor.atName()
              ? "join the words of a name with hyphens: `"
                  + name.text()
                  + "-"
                  + cursor.acceptRun().map(Word::text).orElse("")
                  + "`"
              : cursor.peek() == '='
                  ? "what follows from other facts is defined: `define " + name.text() + " = …`"
                  : "declare a fact like `" + name.text() + " : yes/no`";
      throw new SyntaxProblem(
          DiagnosticId.SYNTAX_ERROR,
          name.span(),
          "`:` and a type are expected after the name `" + name.text() + "`",
          Optional.of(help));
    }
    TypeSyntax type = type(cursor);
    cursor.expectEnd("the type");
    List<FactItem.Property> read = new ArrayList<>();
    checkIndentation(properties);
    for (OutlineLine property : properties) {
      Statements.attempt(diagnostics, () -> read.add(property(property)));
    }
    return new FactItem.Declaration(name, type, read, cursor.spanFrom(start));
  }

  private void checkIndentation(List<OutlineLine> block) {
    Statements.checkIndentation(source, diagnostics, block);
  }

  private boolean isUnfinished(OutlineLine line) {
    String written = source.text().substring(line.start(), line.end());
    return written.endsWith(",")
        || written.endsWith(":")
        || written.endsWith(" of")
        || written.endsWith(" in");
  }

  private TypeSyntax type(Cursor cursor) {
    int start = cursor.offset();
    if (cursor.acceptSymbol("yes/no")) {
      return new TypeSyntax.YesNo(cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("one of")) {
      List<Word> values = names(cursor, "a value");
      return new TypeSyntax.OneOf(values, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("number")) {
      return number(cursor, start);
    }
    if (cursor.acceptPhrase("count")) {
      Optional<Word> greatest =
          cursor.acceptPhrase("up to") ? Optional.of(cursor.number("a number")) : Optional.empty();
      return new TypeSyntax.Count(greatest, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("date")) {
      return new TypeSyntax.Date(cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("codes")) {
      return new TypeSyntax.Codes(systems(cursor), cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("code")) {
      return new TypeSyntax.Code(systems(cursor), cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("history")) {
      return new TypeSyntax.History(cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("document of")) {
      List<Word> kinds = phrases(cursor);
      return new TypeSyntax.DocumentOf(kinds, cursor.spanFrom(start));
    }
    Optional<Word> word = cursor.acceptRun();
    throw word.<RuntimeException>map(
            written ->
                new SyntaxProblem(
                    DiagnosticId.UNKNOWN_TYPE,
                    written.span(),
                    "`" + written.text() + "` is not a type",
                    Optional.of("types are " + TYPES)))
        .orElseGet(() -> cursor.expected("a type", Optional.of("types are " + TYPES)));
  }

  private static TypeSyntax number(Cursor cursor, int start) {
    Optional<Word> unit = Optional.empty();
    if (cursor.acceptPhrase("in")) {
      unit = cursor.acceptRun();
      if (unit.isEmpty()) {
        throw cursor.expected("a UCUM unit");
      }
    }
    Optional<Word> least = Optional.empty();
    Optional<Word> greatest = Optional.empty();
    if (cursor.acceptPhrase("from")) {
      least = Optional.of(cursor.number("the least value"));
      if (!cursor.acceptPhrase("to")) {
        throw cursor.expected("`to` and the greatest value");
      }
      greatest = Optional.of(cursor.number("the greatest value"));
    }
    Optional<Word> step =
        cursor.acceptPhrase("by") ? Optional.of(cursor.number("a step")) : Optional.empty();
    return new TypeSyntax.Numeric(unit, least, greatest, step, cursor.spanFrom(start));
  }

  private static List<Word> systems(Cursor cursor) {
    return cursor.acceptPhrase("in") ? names(cursor, "a code system") : List.of();
  }

  private static List<Word> names(Cursor cursor, String what) {
    List<Word> names = new ArrayList<>();
    do {
      names.add(cursor.name(what));
    } while (cursor.acceptSymbol(","));
    return names;
  }

  private static List<Word> phrases(Cursor cursor) {
    List<Word> phrases = new ArrayList<>();
    do {
      int start = cursor.offset();
      var phrase = new StringBuilder(cursor.name("a kind of document").text());
      while (cursor.atName()) {
        phrase.append(' ').append(cursor.name("a kind of document").text());
      }
      phrases.add(new Word(phrase.toString(), cursor.spanFrom(start)));
    } while (cursor.acceptSymbol(","));
    return phrases;
  }

  private FactItem.Property property(OutlineLine line) {
    List<OutlineLine> lines = new ArrayList<>();
    line.collect(lines);
    var cursor = new Cursor(source, lines);
    int start = cursor.offset();
    FactItem.Property property;
    if (cursor.acceptPhrase("ask")) {
      String question = cursor.string("a question");
      Optional<Word> cost =
          cursor.acceptPhrase("cost") ? Optional.of(cursor.number("a cost")) : Optional.empty();
      property = new FactItem.Property.Ask(question, cost, cursor.spanFrom(start));
    } else if (cursor.acceptPhrase("from answer")) {
      String linkId = cursor.string("a linkId");
      property = new FactItem.Property.FromAnswer(linkId, cursor.spanFrom(start));
    } else if (cursor.acceptPhrase("from")) {
      property = fromResource(cursor, start);
    } else {
      throw cursor.expected("`ask` or `from`");
    }
    cursor.expectEnd("the property");
    return property;
  }

  private static FactItem.Property fromResource(Cursor cursor, int start) {
    Optional<Pick> pick = acceptPick(cursor);
    Word resource =
        cursor
            .acceptIdentifier()
            .filter(word -> Cursor.isUpper(word.text().charAt(0)))
            .orElseThrow(
                () ->
                    cursor.expected(
                        "a FHIR resource such as `Condition`",
                        Optional.of("resources begin with a capital; see fhir-facts.md")));
    Optional<Word> element = Optional.empty();
    if (cursor.acceptSymbol(".")) {
      element = cursor.acceptIdentifier();
      if (element.isEmpty()) {
        throw cursor.expected("an element of " + resource.text());
      }
    }
    Optional<Word> valueSet =
        cursor.acceptPhrase("in")
            ? Optional.of(cursor.name("the name of a value set"))
            : Optional.empty();
    Optional<Word> symbol =
        valueSet.isPresent() && cursor.acceptPhrase("as")
            ? Optional.of(cursor.name("a value of the fact"))
            : Optional.empty();
    Optional<WindowSyntax> window = Optional.empty();
    boolean complete = false;
    while (!complete && cursor.acceptSymbol(",")) {
      if (cursor.acceptPhrase("complete")) {
        complete = true;
      } else if (window.isEmpty()) {
        window = Optional.of(new TermParser(cursor).window());
      } else {
        throw cursor.expected("`complete`");
      }
    }
    return new FactItem.Property.FromResource(
        pick, resource, element, valueSet, symbol, window, complete, cursor.spanFrom(start));
  }

  private static Optional<Pick> acceptPick(Cursor cursor) {
    if (cursor.acceptPhrase("latest")) {
      return Optional.of(Pick.LATEST);
    }
    if (cursor.acceptPhrase("earliest")) {
      return Optional.of(Pick.EARLIEST);
    }
    if (cursor.acceptPhrase("highest")) {
      return Optional.of(Pick.HIGHEST);
    }
    return cursor.acceptPhrase("lowest") ? Optional.of(Pick.LOWEST) : Optional.empty();
  }
}
