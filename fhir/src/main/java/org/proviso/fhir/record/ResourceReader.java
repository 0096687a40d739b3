package org.proviso.fhir.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;

/**
 * Reads resources out of a larger JSON text, such as a hook request, while its caller reads the
 * rest of the text with the same scanner: every byte once. {@link ClinicalRecord#of} makes a record
 * of them. For one thread.
 */
public final class ResourceReader {
  /** How deep a text may be nested; FHIR resources are not that deep. */
  public static final int MAX_DEPTH = Limits.STANDARD.depth();

  /** How many resources one text may hold. */
  public static final int MAX_RESOURCES = 10_000;

  private final byte[] text;
  private final JsonScanner scanner;
  private final TreeReader elements;
  private int count;

  /** A reader of a whole text, which must not be changed afterwards. */
  public ResourceReader(byte[] text) {
    this.text = text;
    this.scanner = new JsonScanner(text, KnownElement.NAMES, BundleReader.STANDARD_BOUNDS);
    this.elements = new TreeReader(scanner, Limits.STANDARD);
  }

  static JsonScanner scanner(byte[] text, int start, int end) {
    return new JsonScanner(text, start, end, KnownElement.NAMES, BundleReader.STANDARD_BOUNDS);
  }

  /**
   * Reads a whole text that is a resource or a Bundle.
   *
   * @param where how places in it are called, for example {@code Patient}
   * @return empty when it is not UTF-8, not JSON, not an object, or has too many resources
   */
  public static Optional<SentResources> read(byte[] text, String where) {
    try {
      var reader = new ResourceReader(text);
      if (reader.scanner.value() != Token.OBJECT) {
        return Optional.empty();
      }
      SentResources sent = reader.resources(where);
      return reader.scanner.isAtEnd() ? Optional.of(sent) : Optional.empty();
    } catch (JsonFault | TooManyException unreadable) {
      return Optional.empty();
    }
  }

  /** The scanner over the text. */
  public JsonScanner scanner() {
    return scanner;
  }

  /**
   * Reads the resource, or the Bundle, whose opening brace was read last.
   *
   * @param where how its place is called, for example {@code context.draftOrders}
   * @throws JsonFault when it is not JSON
   * @throws TooManyException when the text has too many resources or elements
   */
  public SentResources resources(String where) {
    int start = scanner.start();
    var envelope = new Envelope(where);
    TreeReader.Tree content;
    try {
      content = elements.resource(envelope);
    } catch (InputRefusedException tooMany) {
      throw new TooManyException();
    }
    var resource = new SentResource(text, start, scanner.position(), where, content);
    if (resource.type().equals("Bundle")) {
      return new SentResources(envelope.resources, true, envelope.more, envelope.faulty);
    }
    count++;
    if (count > MAX_RESOURCES) {
      throw new TooManyException();
    }
    boolean faulty =
        resource.type().equals(TreeReader.OUTCOME) && !TreeReader.onlyInforms(content.members());
    return new SentResources(List.of(resource), false, false, faulty);
  }

  /** What a Bundle has besides the elements of a resource. */
  private final class Envelope implements TreeReader.RootMembers {
    private final String where;
    private final List<SentResource> resources = new ArrayList<>();
    private boolean more;
    private boolean faulty;

    Envelope(String where) {
      this.where = where;
    }

    @Override
    public void read(String name, Token token) {
      if (token != Token.ARRAY) {
        return;
      }
      switch (name) {
        case "entry" -> {
          for (int index = 0; scanner.nextItem(); index++) {
            if (scanner.value() == Token.OBJECT) {
              entry(index);
            }
            scanner.skip();
          }
        }
        case "link" -> {
          while (scanner.nextItem()) {
            more |= "next".equals(member(scanner.value(), "relation"));
          }
        }
        default -> {}
      }
    }

    private void entry(int index) {
      SentResources sent = null;
      boolean outcome = false;
      while (scanner.nextMember()) {
        Token token = scanner.value();
        if (token == Token.OBJECT && scanner.name().equals("resource")) {
          sent = ResourceReader.this.resources(where + ".entry[" + index + "].resource");
        } else if (scanner.name().equals("search")) {
          outcome = "outcome".equals(member(token, "mode"));
        }
        scanner.skip();
      }
      if (sent == null || sent.bundle()) {
        return;
      }
      faulty |= sent.faulty();
      if (!outcome && !sent.resources().getFirst().type().equals(TreeReader.OUTCOME)) {
        resources.addAll(sent.resources());
      }
    }

    /** The text that an object has under a name; nothing when it is not an object or has none. */
    private @Nullable String member(Token token, String name) {
      String value = null;
      if (token == Token.OBJECT) {
        while (scanner.nextMember()) {
          Token here = scanner.value();
          if (here == Token.TEXT && scanner.name().equals(name)) {
            value = scanner.text();
          }
          scanner.skip();
        }
      }
      scanner.skip();
      return value;
    }
  }

  /** More resources, or elements of them, than one text may hold. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyException() {
      super("more than " + MAX_RESOURCES + " resources", null, false, false);
    }
  }
}
