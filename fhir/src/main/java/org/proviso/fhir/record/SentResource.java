package org.proviso.fhir.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.proviso.ground.json.JsonScanner;

/**
 * One FHIR resource inside a larger JSON text: the bytes that were sent, and what facts may need of
 * them, read in the one pass over the text. Immutable, as long as nobody changes the text.
 */
public final class SentResource {
  /** What names whom a resource is about; R4 gives each type one of them at most. */
  private static final List<String> SUBJECTS = List.of("subject", "patient", "beneficiary");

  private final byte[] source;
  private final int start;
  private final int end;
  private final String where;
  private final TreeReader.Tree content;
  private final String type;
  private final String id;
  private final List<String> about;

  SentResource(byte[] source, int start, int end, String where, TreeReader.Tree content) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.where = where;
    this.content = content;
    this.type = text(content.members(), "resourceType");
    this.id = text(content.members(), "id");
    this.about = about(content.members());
  }

  private static String text(Node.Members members, String name) {
    return members.get(name) instanceof Node.Text(String value) ? value : "";
  }

  private static List<String> about(Node.Members members) {
    var about = new ArrayList<String>(1);
    for (String name : SUBJECTS) {
      if (members.get(name) instanceof Node.Members subject
          && subject.get("reference") instanceof Node.Text(String reference)) {
        about.add(reference);
      }
    }
    return List.copyOf(about);
  }

  /** Its resourceType; empty when it has none. */
  public String type() {
    return type;
  }

  /** Its id; empty when it has none. */
  public String id() {
    return id;
  }

  /** For example {@code ServiceRequest/1357}. */
  public String reference() {
    return type + "/" + id;
  }

  /** Whom it says it is about: its subject, patient or beneficiary, as references. */
  public List<String> about() {
    return about;
  }

  /** Its place in the text, for example {@code prefetch.coverage.entry[0].resource}. */
  public String where() {
    return where;
  }

  /** The text; not to be changed. */
  public byte[] source() {
    return source;
  }

  /** Where in the text its opening brace is. */
  public int start() {
    return start;
  }

  /** The place in the text after its closing brace. */
  public int end() {
    return end;
  }

  /** A scanner over its own text. */
  public JsonScanner scanner() {
    return ResourceReader.scanner(source, start, end);
  }

  /** Whether another was sent with the same bytes. */
  public boolean sameBytes(SentResource other) {
    return Arrays.equals(source, start, end, other.source, other.start, other.end);
  }

  /**
   * The same resource, with an extension of its own that says yes or no instead of all it has of
   * that URL. One whose extensions are not an array stays as it is.
   *
   * @param url of the extension
   * @param value its {@code valueBoolean}
   */
  public SentResource withExtension(String url, boolean value) {
    Node before = content.members().get("extension");
    var extensions = new ArrayList<Node>();
    if (before instanceof Node.Items(List<Node> nodes)) {
      nodes.stream()
          .filter(
              node ->
                  !(node instanceof Node.Members extension
                      && extension.get("url") instanceof Node.Text(String own)
                      && own.equals(url)))
          .forEach(extensions::add);
    } else if (before != null) {
      return this;
    }
    extensions.add(
        new Node.Members(
            new String[] {"url", "valueBoolean"},
            new Node[] {new Node.Text(url), Node.Truth.of(value)}));
    return new SentResource(
        source,
        start,
        end,
        where,
        new TreeReader.Tree(
            content.members().with("extension", new Node.Items(extensions)),
            content.modified(),
            content.chosenTwice()));
  }

  TreeReader.Tree content() {
    return content;
  }

  /** For example {@code ServiceRequest/1357 at context.draftOrders.entry[0].resource}. */
  @Override
  public String toString() {
    return reference() + " at " + where;
  }
}
