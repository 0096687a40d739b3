package org.proviso.ground.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonFault.Kind;

/**
 * Reads one JSON value from bytes, each byte once. Strict: the grammar of RFC 8259, UTF-8 to the
 * letter of RFC 3629, no member twice in an object, whether its value is looked at or passed over.
 *
 * <pre>{@code
 * if (scanner.value() == Token.OBJECT) {
 *   while (scanner.nextMember()) {
 *     Token token = scanner.value();
 *     switch (scanner.name()) {
 *       case "status" -> status = token == Token.TEXT ? scanner.text() : null;
 *       default -> scanner.skip();
 *     }
 *   }
 * }
 * scanner.end();
 * }</pre>
 *
 * <p>Every method that reads throws {@link JsonFault}. For one thread.
 */
public final class JsonScanner {
  /** What a value begins with. */
  public enum Token {
    /** An object; its members follow. */
    OBJECT,
    /** An array; its items follow. */
    ARRAY,
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /**
   * Bounds of what is read.
   *
   * @param depth of nested objects and arrays
   * @param number bytes of a number
   * @param text characters of a string that is looked at
   * @param name bytes of a member's name
   */
  public record Bounds(int depth, int number, int text, int name) {}

  /** Names compared one after another; beyond that many an object has a set of its names. */
  private static final int FEW_NAMES = 24;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final byte[] source;
  private final int limit;
  private final Vocabulary names;
  private final Bounds bounds;

  private int position;
  private Token token = Token.NULL;
  private int start;

  /** Of the last string: where its characters are, whether it has escapes, whether it is ASCII. */
  private int from;

  private int until;
  private boolean escaped;
  private boolean ascii;

  // The name of the member whose value is read.
  private int symbol = Vocabulary.NONE;
  private @Nullable String name;
  private int nameFrom;
  private int nameUntil;
  private boolean nameEscaped;

  // The objects and arrays that are open, the innermost last.
  private int depth;
  private boolean[] fresh = new boolean[16];
  private int[] firstName = new int[16];
  private @Nullable Set<String>[] manyNames = sets(16);

  // The names of the members of all open objects.
  private int heldNames;
  private long[] hashes = new long[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /**
   * A scanner over a whole text. A byte-order mark at its beginning is passed over.
   *
   * @param names that {@link #symbol} numbers
   */
  public JsonScanner(byte[] text, Vocabulary names, Bounds bounds) {
    this(text, 0, text.length, names, bounds);
    if (isAt(0, 0xEF) && isAt(1, 0xBB) && isAt(2, 0xBF)) {
      position = 3;
    }
  }

  /** A scanner over the bytes from {@code start} to before {@code end}, which stay as they are. */
  public JsonScanner(byte[] text, int start, int end, Vocabulary names, Bounds bounds) {
    this.source = text;
    this.position = start;
    this.limit = end;
    this.names = names;
    this.bounds = bounds;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
  private static @Nullable Set<String>[] sets(int length) {
    return new Set[length];
  }

  private boolean isAt(int place, int expected) {
    return place < limit && (source[place] & 0xFF) == expected;
  }

  // Values

  /** Whether nothing but white space is left. */
  public boolean isAtEnd() {
    skipSpace();
    return position == limit;
  }

  /** Reads a value that is not an object or array to its end, of those the opening bracket. */
  public Token value() {
    skipSpace();
    start = position;
    token =
        switch (current()) {
          case '{' -> {
            open();
            firstName[depth] = heldNames;
            yield Token.OBJECT;
          }
          case '[' -> {
            open();
            yield Token.ARRAY;
          }
          case '"' -> {
            string();
            yield Token.TEXT;
          }
          case 't' -> literal("true", Token.TRUE);
          case 'f' -> literal("false", Token.FALSE);
          case 'n' -> literal("null", Token.NULL);
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> throw fault(Kind.NOT_JSON);
        };
    return token;
  }

  /** Passes over what is in an object or array whose opening bracket was read last. */
  public void skip() {
    switch (token) {
      case OBJECT -> {
        while (nextMember()) {
          value();
          skip();
        }
      }
      case ARRAY -> {
        while (nextItem()) {
          value();
          skip();
        }
      }
      case TEXT, NUMBER, TRUE, FALSE, NULL -> {}
    }
  }

  /** Moves to the next item of the array; false after its closing bracket. */
  public boolean nextItem() {
    skipSpace();
    if (current() == ']') {
      close();
      return false;
    }
    separate();
    return true;
  }

  /** Moves to the value of the next member of the object; false after its closing brace. */
  public boolean nextMember() {
    skipSpace();
    if (current() == '}') {
      heldNames = firstName[depth];
      manyNames[depth] = null;
      close();
      return false;
    }
    separate();
    skipSpace();
    if (current() != '"') {
      throw fault(Kind.NOT_JSON);
    }
    readName();
    skipSpace();
    if (current() != ':') {
      throw fault(Kind.NOT_JSON);
    }
    position++;
    return true;
  }

  /** A comma, but before the first. */
  private void separate() {
    if (fresh[depth]) {
      fresh[depth] = false;
    } else if (current() == ',') {
      position++;
    } else {
      throw fault(Kind.NOT_JSON);
    }
  }

  private void open() {
    if (depth == bounds.depth()) {
      throw fault(Kind.TOO_DEEP);
    }
    depth++;
    if (depth == fresh.length) {
      fresh = Arrays.copyOf(fresh, 2 * depth);
      firstName = Arrays.copyOf(firstName, 2 * depth);
      manyNames = Arrays.copyOf(manyNames, 2 * depth);
    }
    fresh[depth] = true;
    position++;
  }

  private void close() {
    depth--;
    position++;
    token = Token.NULL;
  }

  // What was read

  /** Where the value that was read last begins, as a place in the bytes. */
  public int start() {
    return start;
  }

  /** The place after all that was read. */
  public int position() {
    return position;
  }

  /** The string that was read last. */
  public String text() {
    String text =
        ascii && !escaped
            ? new String(source, from, until - from, StandardCharsets.ISO_8859_1)
            : decoded(from, until);
    if (text.length() > bounds.text()) {
      throw fault(Kind.TOO_LONG, from);
    }
    return text;
  }

  /** The number in a vocabulary of the string that was read last. */
  public int wordOf(Vocabulary vocabulary) {
    return escaped ? Vocabulary.NONE : vocabulary.find(source, from, until);
  }

  /** The number that was read last, as written. */
  public String numeral() {
    return new String(source, start, position - start, StandardCharsets.ISO_8859_1);
  }

  /** The name of the member whose value is read. */
  public String name() {
    String known = name;
    if (known == null) {
      known = symbol == Vocabulary.NONE ? decoded(nameFrom, nameUntil) : names.words().get(symbol);
      name = known;
    }
    return known;
  }

  /** The number of that name in the scanner's vocabulary, or {@link Vocabulary#NONE}. */
  public int symbol() {
    return symbol;
  }

  /** Whether that name begins with an ASCII word and an upper-case letter, without making it. */
  public boolean nameContinues(String word) {
    int length = word.length();
    if (nameEscaped) {
      return name().length() > length
          && name().startsWith(word)
          && isUpperCase(name().charAt(length));
    }
    if (nameUntil - nameFrom <= length || !isUpperCase((char) source[nameFrom + length])) {
      return false;
    }
    for (int index = 0; index < length; index++) {
      if (source[nameFrom + index] != word.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUpperCase(char character) {
    return character >= 'A' && character <= 'Z';
  }

  // Names

  private void readName() {
    string();
    if (until - from > bounds.name()) {
      throw fault(Kind.TOO_LONG, from);
    }
    name = null;
    nameFrom = from;
    nameUntil = until;
    nameEscaped = escaped;
    long hash;
    if (escaped) {
      // As rare as it is legal: the name is read as if it had been written without escapes.
      byte[] plain = decoded(from, until).getBytes(StandardCharsets.UTF_8);
      hash = Vocabulary.hash(plain, 0, plain.length);
      symbol = names.find(plain, 0, plain.length, hash);
    } else {
      hash = Vocabulary.hash(source, from, until);
      symbol = names.find(source, from, until, hash);
    }
    hold(hash);
  }

  /** Refuses a name that the object already has. */
  private void hold(long hash) {
    int first = firstName[depth];
    int count = heldNames - first;
    if (count < FEW_NAMES) {
      for (int held = first; held < heldNames; held++) {
        if (hashes[held] == hash && name().equals(decoded(starts[held], ends[held]))) {
          throw fault(Kind.MEMBER_TWICE, nameFrom);
        }
      }
    } else {
      Set<String> many = manyNames[depth];
      if (many == null) {
        many = new HashSet<>();
        for (int held = first; held < heldNames; held++) {
          many.add(decoded(starts[held], ends[held]));
        }
        manyNames[depth] = many;
      }
      if (!many.add(name())) {
        throw fault(Kind.MEMBER_TWICE, nameFrom);
      }
      return;
    }
    if (heldNames == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * heldNames);
      starts = Arrays.copyOf(starts, 2 * heldNames);
      ends = Arrays.copyOf(ends, 2 * heldNames);
    }
    hashes[heldNames] = hash;
    starts[heldNames] = nameFrom;
    ends[heldNames] = nameUntil;
    heldNames++;
  }

  // Characters

  private void skipSpace() {
    while (position < limit) {
      byte character = source[position];
      if (character > ' '
          || (character != ' ' && character != '\n' && character != '\r' && character != '\t')) {
        return;
      }
      position++;
    }
  }

  private byte current() {
    if (position == limit) {
      throw fault(Kind.TRUNCATED);
    }
    return source[position];
  }

  private Token literal(String word, Token meaning) {
    for (int index = 0; index < word.length(); index++) {
      if (current() != word.charAt(index)) {
        throw fault(Kind.NOT_JSON);
      }
      position++;
    }
    return afterScalar(meaning);
  }

  /** RFC 8259, section 6. */
  private Token number() {
    if (current() == '-') {
      position++;
    }
    if (current() == '0') {
      position++;
    } else {
      digits();
    }
    if (position < limit && source[position] == '.') {
      position++;
      digits();
    }
    if (position < limit && (source[position] | 0x20) == 'e') {
      position++;
      if (current() == '+' || current() == '-') {
        position++;
      }
      digits();
    }
    if (position - start > bounds.number()) {
      throw fault(Kind.TOO_LONG, start);
    }
    return afterScalar(Token.NUMBER);
  }

  private void digits() {
    if (!isDigit(current())) {
      throw fault(Kind.NOT_JSON);
    }
    while (position < limit && isDigit(source[position])) {
      position++;
    }
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /** What stands directly after a number or a word is a bracket, a comma or white space. */
  private Token afterScalar(Token meaning) {
    if (position < limit) {
      switch (source[position]) {
        case ' ', '\n', '\r', '\t', ',', ']', '}' -> {}
        default -> throw fault(Kind.NOT_JSON);
      }
    }
    return meaning;
  }

  /** Reads the string whose opening quotation mark is here, to after its closing one. */
  private void string() {
    int here = position + 1;
    from = here;
    escaped = false;
    ascii = true;
    while (true) {
      here = pastPlain(here);
      if (here >= limit) {
        throw fault(Kind.TRUNCATED, limit);
      }
      byte character = source[here];
      if (character == '"') {
        break;
      } else if (character == '\\') {
        here = pastEscape(here);
        escaped = true;
      } else if (character < 0) {
        here = pastMultiByte(here);
        ascii = false;
      } else {
        throw fault(Kind.NOT_JSON, here);
      }
    }
    until = here;
    position = here + 1;
  }

  /**
   * The first place at which there is a quotation mark, a reverse solidus, a control character or a
   * byte that is not ASCII; eight bytes at a time (Mycroft's test for a zero byte, whose lowest hit
   * is exact).
   */
  private int pastPlain(int place) {
    int here = place;
    for (; here + Long.BYTES <= limit; here += Long.BYTES) {
      long word = (long) Vocabulary.LONGS.get(source, here);
      long quote = word ^ ('"' * ONES);
      long escape = word ^ ('\\' * ONES);
      long special =
          (((quote - ONES) & ~quote) | ((escape - ONES) & ~escape) | (word - ' ' * ONES) | word)
              & HIGHS;
      if (special != 0) {
        return here + (Long.numberOfTrailingZeros(special) >> 3);
      }
    }
    while (here < limit && source[here] >= ' ' && source[here] != '"' && source[here] != '\\') {
      here++;
    }
    return here;
  }

  private int pastEscape(int place) {
    int here = place + 1;
    if (here >= limit) {
      throw fault(Kind.TRUNCATED, limit);
    }
    if ("\"\\/bfnrt".indexOf(source[here]) >= 0) {
      return here + 1;
    }
    if (source[here] != 'u') {
      throw fault(Kind.NOT_JSON, here);
    }
    for (int digit = here + 1; digit <= here + 4; digit++) {
      if (digit >= limit) {
        throw fault(Kind.TRUNCATED, limit);
      }
      if (Character.digit(source[digit], 16) < 0) {
        throw fault(Kind.NOT_JSON, digit);
      }
    }
    return here + 5;
  }

  /** RFC 3629, section 4: no overlong form, no half of a pair, nothing beyond U+10FFFF. */
  private int pastMultiByte(int place) {
    int lead = source[place] & 0xFF;
    int least = 0x80;
    int most = 0xBF;
    int more;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      least = lead == 0xE0 ? 0xA0 : 0x80;
      most = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      least = lead == 0xF0 ? 0x90 : 0x80;
      most = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
      throw fault(Kind.NOT_UTF_8, place);
    }
    for (int next = place + 1; next <= place + more; next++) {
      if (next >= limit) {
        throw fault(Kind.TRUNCATED, limit);
      }
      int follower = source[next] & 0xFF;
      if (follower < least || follower > most) {
        throw fault(Kind.NOT_UTF_8, next);
      }
      least = 0x80;
      most = 0xBF;
    }
    return place + more + 1;
  }

  /** The characters between two places, which were read as a string before. */
  private String decoded(int begin, int end) {
    int escape = begin;
    while (escape < end && source[escape] != '\\') {
      escape++;
    }
    if (escape == end) {
      return new String(source, begin, end - begin, StandardCharsets.UTF_8);
    }
    var text = new StringBuilder(end - begin);
    int plain = begin;
    while (escape < end) {
      text.append(new String(source, plain, escape - plain, StandardCharsets.UTF_8));
      char letter = (char) source[escape + 1];
      if (letter == 'u') {
        text.append((char) Integer.parseInt(hex(escape + 2), 16));
        plain = escape + 6;
      } else {
        text.append(
            switch (letter) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> letter;
            });
        plain = escape + 2;
      }
      escape = plain;
      while (escape < end && source[escape] != '\\') {
        escape++;
      }
    }
    return text.append(new String(source, plain, end - plain, StandardCharsets.UTF_8)).toString();
  }

  private String hex(int place) {
    return new String(source, place, 4, StandardCharsets.ISO_8859_1);
  }

  // Faults

  /** A fault after all that was read, for callers with rules of their own; not thrown. */
  public JsonFault fault(Kind kind) {
    return fault(kind, position);
  }

  private JsonFault fault(Kind kind, int place) {
    int line = 1;
    int column = 1;
    for (int index = 0; index < place; index++) {
      if (source[index] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new JsonFault(kind, line, column);
  }
}
