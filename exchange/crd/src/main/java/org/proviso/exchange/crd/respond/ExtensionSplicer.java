package org.proviso.exchange.crd.respond;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;
import org.proviso.ground.json.JsonWriter;

/**
 * Puts coverage-information into a resource without touching anything else of it: every other byte
 * stays as it was sent, elements that nobody here knows included.
 */
final class ExtensionSplicer {
  /** The extension that says what a payer asserts. */
  static final String URL =
      "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information";

  private ExtensionSplicer() {}

  private record Span(int start, int end) {}

  /** Where the resource's own extensions stand. */
  private record Extensions(Span array, List<Span> elements) {}

  /**
   * The resource with new coverage-information.
   *
   * @param replaced which of its extensions, by position, go
   * @param added which come instead, at the end
   */
  static byte[] splice(SentResource resource, List<Integer> replaced, List<Json.Obj> added)
      throws RefusedCallException {
    var out = new ByteJoiner();
    Optional<Extensions> found = extensions(resource);
    byte[] news = listed(added);
    if (found.isEmpty()) {
      int brace = resource.end() - 1;
      out.add(resource.source(), resource.start(), brace - resource.start());
      out.add(",\"extension\":[");
      out.add(news);
      out.add("]");
      out.add(resource.source(), brace, 1);
      return out.toByteArray();
    }
    Extensions extensions = found.get();
    var kept = new ArrayList<Span>();
    for (int index = 0; index < extensions.elements().size(); index++) {
      if (!replaced.contains(index)) {
        kept.add(extensions.elements().get(index));
      }
    }
    int open = extensions.array().start() + 1;
    out.add(resource.source(), resource.start(), open - resource.start());
    for (Span element : kept) {
      out.add(resource.source(), element.start(), element.end() - element.start());
      out.add(",");
    }
    out.add(news);
    int close = extensions.array().end() - 1;
    out.add(resource.source(), close, resource.end() - close);
    return out.toByteArray();
  }

  private static byte[] listed(List<Json.Obj> added) {
    var out = new ByteJoiner();
    for (int index = 0; index < added.size(); index++) {
      out.add(index == 0 ? "" : ",");
      out.add(JsonWriter.canonicalBytes(added.get(index)));
    }
    return out.toByteArray();
  }

  private static Optional<Extensions> extensions(SentResource resource)
      throws RefusedCallException {
    JsonScanner scanner = resource.scanner();
    scanner.value();
    while (scanner.nextMember()) {
      Token token = scanner.value();
      if (!scanner.name().equals("extension")) {
        scanner.skip();
        continue;
      }
      if (token != Token.ARRAY) {
        throw malformed(resource);
      }
      int start = scanner.start();
      var elements = new ArrayList<Span>();
      while (scanner.nextItem()) {
        if (scanner.value() != Token.OBJECT) {
          throw malformed(resource);
        }
        int first = scanner.start();
        scanner.skip();
        elements.add(new Span(first, scanner.position()));
      }
      return Optional.of(new Extensions(new Span(start, scanner.position()), elements));
    }
    return Optional.empty();
  }

  private static RefusedCallException malformed(SentResource resource) {
    return new RefusedCallException(
        400,
        Issue.STRUCTURE,
        resource.where() + ".extension",
        "The extensions of the resource are no array of objects.",
        "Write them as FHIR R4 defines it.");
  }
}
