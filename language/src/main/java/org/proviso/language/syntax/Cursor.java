package org.proviso.language.syntax;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Span;

/**
 * Reads the tokens of one logical line: a line of a fence and those that continue it. What a token
 * is depends on what the grammar expects, because units and codes have spellings of their own.
 */
final class Cursor {
  private static final int NAME_LIMIT = 128;
  private static final int NUMBER_LIMIT = 40;

  private final Source source;
  private final String text;
  private final List<OutlineLine> lines;
  private int line;
  private int offset;

  /** Where the line ends. */
  private int limit;

  /** Reads the lines one after another; there is at least one. */
  Cursor(Source source, List<OutlineLine> lines) {
    this.source = source;
    this.text = source.text();
    this.lines = List.copyOf(lines);
    this.offset = this.lines.getFirst().start();
    this.limit = this.lines.getFirst().end();
  }

  /** A place to come back to. */
  record Mark(int line, int offset) {}

  Mark mark() {
    skipBlanks();
    return new Mark(line, offset);
  }

  void reset(Mark mark) {
    line = mark.line();
    offset = mark.offset();
    limit = lines.get(line).end();
  }

  /** The offset of the next token, or the end of the line. */
  int offset() {
    skipBlanks();
    return offset;
  }

  /** Whether nothing is left. */
  boolean atEnd() {
    skipBlanks();
    return offset >= limit;
  }

  private void skipBlanks() {
    while (true) {
      while (offset < limit && isBlank(text.charAt(offset))) {
        offset++;
      }
      if (offset < limit || line + 1 == lines.size()) {
        return;
      }
      line++;
      offset = lines.get(line).start();
      limit = lines.get(line).end();
    }
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  /** From an earlier offset to the end of what was read last. */
  Span spanFrom(int start) {
    return source.span(start, offset);
  }

  /** The next character, or a space at the end. */
  char peek() {
    return atEnd() ? ' ' : text.charAt(offset);
  }

  /** The character after the next one, or a space at the end of the line. */
  char peekSecond() {
    return !atEnd() && offset + 1 < limit ? text.charAt(offset + 1) : ' ';
  }

  /** Takes the symbol if it is next. */
  boolean acceptSymbol(String symbol) {
    skipBlanks();
    if (offset + symbol.length() <= limit && text.startsWith(symbol, offset)) {
      offset += symbol.length();
      return true;
    }
    return false;
  }

  /** Takes the words, which blanks part, if they are next. */
  boolean acceptPhrase(String phrase) {
    Mark mark = mark();
    int start = 0;
    while (start <= phrase.length()) {
      int space = phrase.indexOf(' ', start);
      int end = space < 0 ? phrase.length() : space;
      if (!acceptWord(phrase.substring(start, end))) {
        reset(mark);
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private boolean acceptWord(String word) {
    skipBlanks();
    int end = offset + word.length();
    if (end > limit || !text.startsWith(word, offset)) {
      return false;
    }
    if (end < limit && isWordPart(text.charAt(end))) {
      return false;
    }
    offset = end;
    return true;
  }

  /** Whether the words are next; takes nothing. */
  boolean isNext(String phrase) {
    Mark mark = mark();
    boolean accepted = acceptPhrase(phrase);
    reset(mark);
    return accepted;
  }

  private static boolean isWordPart(char character) {
    return isLower(character)
        || isDigit(character)
        || isUpper(character)
        || character == '-'
        || character == '_';
  }

  static boolean isLower(char character) {
    return character >= 'a' && character <= 'z';
  }

  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  static boolean isUpper(char character) {
    return character >= 'A' && character <= 'Z';
  }

  /** Whether a name could start here. */
  boolean atName() {
    return isLower(peek());
  }

  /** A name, or an error that says what was expected. */
  Word name(String what) {
    skipBlanks();
    int end = offset;
    while (end < limit && isWordPart(text.charAt(end))) {
      end++;
    }
    if (end == offset) {
      throw expected(what);
    }
    String name = text.substring(offset, end);
    Span span = source.span(offset, end);
    if (name.length() > NAME_LIMIT || !isName(name)) {
      throw new SyntaxProblem(
          DiagnosticId.MALFORMED_NAME,
          span,
          name.length() > NAME_LIMIT
              ? "a name has at most " + NAME_LIMIT + " characters"
              : quoted(name) + " is not a name; " + what + " is expected here",
          Optional.of("names are lower-case words joined by single hyphens, like `brain-lesion`"));
    }
    offset = end;
    return new Word(name, span);
  }

  /** Whether a text is a name: lower-case letters and digits in words joined by hyphens. */
  static boolean isName(String name) {
    if (name.isEmpty() || !isLower(name.charAt(0)) || name.endsWith("-") || name.contains("--")) {
      return false;
    }
    for (int index = 0; index < name.length(); index++) {
      char each = name.charAt(index);
      if (!isLower(each) && !isDigit(each) && each != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text is an anchor: like a name, with dots besides hyphens. */
  static boolean isAnchor(String anchor) {
    return anchor.length() <= NAME_LIMIT && Anchor.PATTERN.matcher(anchor).matches();
  }

  /** Whether the text between two offsets is an anchor. */
  static boolean isAnchorText(String text, int start, int end) {
    return end > start && end - start <= NAME_LIMIT && isAnchor(text.substring(start, end));
  }

  /** {@code ANCHOR:}, if that is next. */
  Optional<Word> acceptAnchor() {
    Mark mark = mark();
    int end = offset;
    while (end < limit && (isWordPart(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    var word = new Word(text.substring(offset, end), source.span(offset, end));
    offset = end;
    if (end == mark.offset() || !acceptSymbol(":")) {
      reset(mark);
      return Optional.empty();
    }
    if (!isAnchor(word.text())) {
      throw new SyntaxProblem(
          DiagnosticId.MALFORMED_NAME,
          word.span(),
          quoted(word.text()) + " is not an anchor",
          Optional.of("anchors are lower-case, like `p1`, `p1.2` or `p1-a`"));
    }
    return Optional.of(word);
  }

  /** A text between double quotes. */
  String string(String what) {
    skipBlanks();
    if (peek() != '"') {
      boolean typographic = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'".indexOf(peek()) >= 0;
      throw expected(
          what + " between double quotes",
          Optional.of(
              typographic
                  ? "write straight double quotes, `\"`; word processors bend them"
                  : "put it between double quotes: `\"…\"`"));
    }
    int start = offset;
    var value = new StringBuilder();
    for (int index = offset + 1; index < limit; index++) {
      char character = text.charAt(index);
      if (character == '"') {
        offset = index + 1;
        if (value.toString().isBlank()) {
          throw new SyntaxProblem(
              DiagnosticId.SYNTAX_ERROR,
              source.span(start, offset),
              what + " is empty",
              Optional.of("write something between the quotes"));
        }
        return value.toString();
      }
      if (character == '\\') {
        index++;
        if (index >= limit || (text.charAt(index) != '"' && text.charAt(index) != '\\')) {
          throw new SyntaxProblem(
              DiagnosticId.SYNTAX_ERROR,
              source.span(index - 1, Math.min(index + 1, limit)),
              "a backslash stands only before a double quote or another backslash",
              Optional.of("write `\\\\` for a backslash"));
        }
        character = text.charAt(index);
      }
      value.append(character);
    }
    throw new SyntaxProblem(
        DiagnosticId.UNTERMINATED_STRING,
        source.span(start, limit),
        "this text has no closing quote on its line",
        Optional.of("end it with `\"`"));
  }

  /** Whether a number could start here. */
  boolean atNumber() {
    return isDigit(peek()) || (peek() == '-' && isDigit(peekSecond()));
  }

  /** A number as it is written. */
  Word number(String what) {
    if (!atNumber()) {
      throw expected(what);
    }
    int end = offset + 1;
    while (end < limit && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String digits = text.substring(offset, end);
    Span span = source.span(offset, end);
    boolean letterFollows = end < limit && isWordPart(text.charAt(end));
    if (!isNumber(digits) || letterFollows) {
      throw new SyntaxProblem(
          DiagnosticId.MALFORMED_NUMBER,
          span,
          letterFollows
              ? "a number ends here, and a letter follows at once"
              : quoted(digits) + " is not a number",
          Optional.of("write digits with one point at most, and a space before a unit: `2.5 mg`"));
    }
    offset = end;
    return new Word(digits, span);
  }

  /** Whether a text is {@code -?[0-9]+(\.[0-9]+)?} and not longer than 40 characters. */
  static boolean isNumber(String digits) {
    if (digits.length() > NUMBER_LIMIT) {
      return false;
    }
    String unsigned = digits.startsWith("-") ? digits.substring(1) : digits;
    int point = unsigned.indexOf('.');
    String whole = point < 0 ? unsigned : unsigned.substring(0, point);
    String fraction = point < 0 ? "0" : unsigned.substring(point + 1);
    return !whole.isEmpty()
        && !fraction.isEmpty()
        && whole.chars().allMatch(each -> isDigit((char) each))
        && fraction.chars().allMatch(each -> isDigit((char) each));
  }

  /** The value of a number as it is written. */
  static BigDecimal value(Word number) {
    return new BigDecimal(number.text());
  }

  /** A date {@code YYYY-MM-DD}, if one is next. */
  Optional<LocalDate> acceptDate() {
    skipBlanks();
    int end = offset + 10;
    if (end > limit || !looksLikeDate(text, offset)) {
      return Optional.empty();
    }
    String written = text.substring(offset, end);
    Optional<LocalDate> date = parseDate(written);
    if (date.isEmpty() || (end < limit && isWordPart(text.charAt(end)))) {
      throw new SyntaxProblem(
          DiagnosticId.MALFORMED_DATE,
          source.span(offset, end),
          quoted(written) + " is not a day of the calendar",
          Optional.of("write a date as year, month and day: `2025-05-15`"));
    }
    offset = end;
    return date;
  }

  private static boolean looksLikeDate(String text, int at) {
    for (int index = 0; index < 10; index++) {
      char character = text.charAt(at + index);
      boolean hyphen = index == 4 || index == 7;
      if (hyphen ? character != '-' : !isDigit(character)) {
        return false;
      }
    }
    return true;
  }

  /** The day that {@code YYYY-MM-DD} stands for, if there is that day; years 1000 to 9999. */
  static Optional<LocalDate> parseDate(String written) {
    if (written.length() != 10 || !looksLikeDate(written, 0) || written.charAt(0) == '0') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(written, 0, 4, 10),
              Integer.parseInt(written, 5, 7, 10),
              Integer.parseInt(written, 8, 10, 10)));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** A run of characters without blanks and commas, parentheses in it balanced. */
  Optional<Word> acceptRun() {
    skipBlanks();
    int depth = 0;
    int end = offset;
    while (end < limit) {
      char character = text.charAt(end);
      if (isBlank(character) || character == ',' || character == '"') {
        break;
      }
      if (character == '(') {
        depth++;
      } else if (character == ')' && --depth < 0) {
        break;
      }
      end++;
    }
    if (end == offset) {
      return Optional.empty();
    }
    var run = new Word(text.substring(offset, end), source.span(offset, end));
    offset = end;
    return Optional.of(run);
  }

  /** A run of letters, digits and hyphens, as a resource or an element is called. */
  Optional<Word> acceptIdentifier() {
    skipBlanks();
    int end = offset;
    while (end < limit && isWordPart(text.charAt(end))) {
      end++;
    }
    if (end == offset) {
      return Optional.empty();
    }
    var identifier = new Word(text.substring(offset, end), source.span(offset, end));
    offset = end;
    return Optional.of(identifier);
  }

  /** The error that something else was expected here. */
  SyntaxProblem expected(String what) {
    return expected(what, Optional.empty());
  }

  /** The error that something else was expected here. */
  SyntaxProblem expected(String what, Optional<String> help) {
    skipBlanks();
    if (offset >= limit) {
      return new SyntaxProblem(
          DiagnosticId.SYNTAX_ERROR,
          source.span(Math.max(lines.get(line).start(), limit - 1), limit),
          "the line ends here, but " + what + " is expected",
          help);
    }
    int end = offset + 1;
    if (isWordPart(text.charAt(offset))) {
      while (end < limit && end - offset < 40 && isWordPart(text.charAt(end))) {
        end++;
      }
    } else if (Character.isHighSurrogate(text.charAt(offset)) && end < limit) {
      end++;
    }
    return new SyntaxProblem(
        DiagnosticId.SYNTAX_ERROR,
        source.span(offset, end),
        what + " is expected here, not " + quoted(text.substring(offset, end)),
        help);
  }

  /** The error that the statement should have ended, unless it has. */
  void expectEnd(String after) {
    if (!atEnd()) {
      throw expected("the end of the line after " + after);
    }
  }

  /** Like {@link #expectEnd(String)}, with what to write instead. */
  void expectEnd(String after, String help) {
    if (!atEnd()) {
      throw expected("the end of the line after " + after, Optional.of(help));
    }
  }

  /** The index of the parenthesis that closes the one which is next, or -1. */
  Mark afterMatchingParenthesis() {
    Mark start = mark();
    int depth = 0;
    boolean quoted = false;
    while (!atEnd()) {
      char character = text.charAt(offset);
      offset++;
      if (character == '"') {
        quoted = !quoted;
      } else if (character == '(' && !quoted) {
        depth++;
      } else if (character == ')' && !quoted && --depth == 0) {
        break;
      }
    }
    Mark end = mark();
    reset(start);
    return end;
  }

  private static String quoted(String written) {
    String shown = written.length() > 60 ? written.substring(0, 60) + "…" : written;
    return "`" + shown + "`";
  }
}
