package org.proviso.exchange.crd.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;
import org.proviso.ground.json.Vocabulary;

/**
 * Cuts JSON into the resources it holds, in one pass and without building them: where each begins
 * and ends, its type, its id and whom it is about.
 */
public final class Pieces {
  /** How deep a call may be nested; FHIR resources are not that deep. */
  public static final int DEEPEST = 100;

  private static final String OUTCOME = "OperationOutcome";

  /** How many resources one call or reply may hold. */
  public static final int MOST = 10_000;

  private static final JsonScanner.Bounds BOUNDS =
      new JsonScanner.Bounds(DEEPEST, 100, 4_000_000, 1000);

  /** Names of members that are common in hook calls, so that they are not made anew for each. */
  private static final Vocabulary NAMES =
      Vocabulary.of(
          List.of(
              "resourceType",
              "id",
              "subject",
              "patient",
              "beneficiary",
              "reference",
              "entry",
              "resource",
              "fullUrl",
              "search",
              "mode",
              "link",
              "relation",
              "issue",
              "severity",
              "status",
              "intent",
              "code",
              "coding",
              "system",
              "display",
              "text",
              "meta",
              "url",
              "extension",
              "value",
              "unit",
              "type",
              "category",
              "identifier",
              "period",
              "start",
              "end",
              "valueQuantity",
              "effectiveDateTime",
              "authoredOn",
              "insurance"));

  private final byte[] source;
  private final JsonScanner scanner;
  private int count;

  public Pieces(byte[] source, JsonScanner scanner) {
    this.source = source;
    this.scanner = scanner;
  }

  public static JsonScanner scanner(byte[] text) {
    return new JsonScanner(text, NAMES, BOUNDS);
  }

  public static JsonScanner scanner(Piece piece) {
    return new JsonScanner(piece.source(), piece.start(), piece.end(), NAMES, BOUNDS);
  }

  /**
   * What stands where a resource is expected.
   *
   * @param resources the resource itself, or the resources of the bundle
   * @param bundle whether it is a Bundle
   * @param more whether the bundle says that there are further pages
   * @param faulty whether an OperationOutcome in the bundle reports an error or a warning
   */
  public record Found(List<Piece> resources, boolean bundle, boolean more, boolean faulty) {
    public Found {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Cuts a whole text: a resource or a Bundle. Empty when it is not UTF-8, not JSON, or no object.
   */
  public static Optional<Found> of(byte[] text, String where) {
    try {
      JsonScanner scanner = scanner(text);
      if (scanner.value() != Token.OBJECT) {
        return Optional.empty();
      }
      Found found = new Pieces(text, scanner).found(where);
      return scanner.isAtEnd() ? Optional.of(found) : Optional.empty();
    } catch (JsonFault | TooManyException notJson) {
      return Optional.empty();
    }
  }

  /** Cuts the object whose opening brace was read last. */
  public Found found(String where) {
    int start = scanner.start();
    String type = "";
    String id = "";
    boolean more = false;
    boolean informs = false;
    String about = null;
    var entries = new Entries(where);
    while (scanner.nextMember()) {
      Token token = scanner.value();
      switch (scanner.name()) {
        case "resourceType" -> type = token == Token.TEXT ? scanner.text() : "";
        case "id" -> id = token == Token.TEXT ? scanner.text() : "";
        case "subject", "patient", "beneficiary" -> about = member(token, "reference");
        case "entry" -> entries(token, entries);
        case "link" -> more = hasNext(token);
        case "issue" -> informs = onlyInforms(token);
        default -> {}
      }
      scanner.skip();
    }
    if (type.equals("Bundle")) {
      return new Found(entries.resources, true, more, entries.faulty);
    }
    count++;
    if (count > MOST) {
      throw new TooManyException();
    }
    var piece =
        new Piece(source, start, scanner.position(), type, id, Optional.ofNullable(about), where);
    return new Found(List.of(piece), false, false, type.equals(OUTCOME) && !informs);
  }

  /** What the entries of a bundle hold. */
  private static final class Entries {
    private final String where;
    private final List<Piece> resources = new ArrayList<>();
    private boolean faulty;

    Entries(String where) {
      this.where = where;
    }
  }

  /** The text that an object has under a name; nothing when it is no object or has none. */
  private @Nullable String member(Token token, String name) {
    String text = null;
    if (token == Token.OBJECT) {
      while (scanner.nextMember()) {
        Token value = scanner.value();
        if (value == Token.TEXT && scanner.name().equals(name)) {
          text = scanner.text();
        }
        scanner.skip();
      }
    }
    scanner.skip();
    return text;
  }

  private void entries(Token token, Entries entries) {
    if (token != Token.ARRAY) {
      return;
    }
    for (int index = 0; scanner.nextItem(); index++) {
      if (scanner.value() == Token.OBJECT) {
        entry(index, entries);
      }
      scanner.skip();
    }
  }

  private void entry(int index, Entries entries) {
    Found found = null;
    boolean outcome = false;
    while (scanner.nextMember()) {
      Token value = scanner.value();
      if (value == Token.OBJECT && scanner.name().equals("resource")) {
        found = found(entries.where + ".entry[" + index + "].resource");
      } else if (scanner.name().equals("search")) {
        outcome = "outcome".equals(member(value, "mode"));
      }
      scanner.skip();
    }
    if (found == null || found.bundle()) {
      return;
    }
    entries.faulty |= found.faulty();
    if (!outcome && !found.resources().getFirst().type().equals(OUTCOME)) {
      entries.resources.addAll(found.resources());
    }
  }

  private boolean hasNext(Token token) {
    boolean next = false;
    if (token == Token.ARRAY) {
      while (scanner.nextItem()) {
        next |= "next".equals(member(scanner.value(), "relation"));
      }
    }
    return next;
  }

  private boolean onlyInforms(Token token) {
    if (token != Token.ARRAY) {
      return false;
    }
    boolean any = false;
    boolean informs = true;
    while (scanner.nextItem()) {
      any = true;
      informs &= "information".equals(member(scanner.value(), "severity"));
    }
    return any && informs;
  }

  /** More resources than one call may hold. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyException() {
      super("more than " + MOST + " resources", null, false, false);
    }
  }
}
