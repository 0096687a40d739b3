package org.proviso.fhir.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files resources by type and by reference, contained ones too. */
final class RecordBuilder {
  private final Limits limits;
  private final Notes notes;
  private final Map<ResourceType, List<Resource>> byType = new EnumMap<>(ResourceType.class);
  private final Map<String, Resource> byReference = new HashMap<>();
  private int resources;

  RecordBuilder(Limits limits, Notes notes) {
    this.limits = limits;
    this.notes = notes;
  }

  /**
   * The record.
   *
   * @param whole see {@link ClinicalRecord#isWhole}
   */
  ClinicalRecord build(boolean whole) {
    int size = byType.values().stream().mapToInt(List::size).sum();
    return new ClinicalRecord(byType, byReference, size, whole);
  }

  /**
   * An entry of the bundle.
   *
   * @param index its number, from 0
   * @param fullUrl as it was sent
   * @param modified whether its resource has a modifier extension anywhere
   * @param chosenTwice a choice of types that its resource makes twice; empty when none
   */
  record Entry(int index, @Nullable String fullUrl, boolean modified, String chosenTwice) {}

  /** Files the resource of an entry and those that it contains. */
  void add(Node.Members content, Entry entry) {
    add(content, entry, "", null);
  }

  private void add(
      Node.Members content, Entry entry, String contained, @Nullable String container) {
    var location = new Resource.Location(entry.index(), contained);
    resources++;
    if (resources > limits.resources()) {
      throw new InputRefusedException(
          new InputProblem(
              ProblemKind.TOO_MANY,
              "Bundle.entry",
              "The bundle has more than " + limits.resources() + " resources, the limit.",
              "Send only the resources of this request."));
    }
    if (!(content.get("resourceType") instanceof Node.Text(String type))) {
      notes.add(
          ProblemKind.WRONG_TYPE,
          location.toString(),
          "The resource has no resourceType; it is not used.",
          "Give it its type.");
      return;
    }
    ResourceType known = ResourceType.named(type).orElse(null);
    if (known == null) {
      return;
    }
    String id = content.get("id") instanceof Node.Text(String text) && isId(text, 0) ? text : null;
    String url = container == null ? fullUrl(entry) : null;
    String reference;
    if (container != null) {
      reference = id == null ? location.toString() : container + "#" + id;
    } else if (id != null) {
      reference = type + "/" + id;
    } else {
      reference = url == null ? location.toString() : url;
    }
    var resource =
        new Resource(
            known,
            reference,
            location,
            content,
            url == null ? "" : url,
            entry.modified(),
            entry.chosenTwice());
    if (!file(reference, resource)) {
      return;
    }
    if (url != null && !url.equals(reference) && !file(url, resource)) {
      return;
    }
    byType.computeIfAbsent(known, absent -> new ArrayList<>()).add(resource);
    if (container == null && content.get("contained") instanceof Node.Items(List<Node> nodes)) {
      for (int index = 0; index < nodes.size(); index++) {
        if (nodes.get(index) instanceof Node.Members inner) {
          add(inner, entry, ".contained[" + index + "]", reference);
        }
      }
    }
  }

  private static @Nullable String fullUrl(Entry entry) {
    String written = entry.fullUrl();
    return written != null && isFullUrl(written) ? written : null;
  }

  /** Whether the rest of a text is a FHIR id: 1 to 64 letters, digits, hyphens and dots. */
  private static boolean isId(String text, int start) {
    int length = text.length() - start;
    if (length < 1 || length > 64) {
      return false;
    }
    for (int index = start; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean fits =
          (character >= '0' && character <= '9')
              || (character >= 'A' && character <= 'Z')
              || (character >= 'a' && character <= 'z')
              || character == '-'
              || character == '.';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFullUrl(String text) {
    if (text.startsWith("urn:")) {
      return (text.startsWith("urn:uuid:") && isId(text, "urn:uuid:".length()))
          || (text.startsWith("urn:oid:") && isId(text, "urn:oid:".length()));
    }
    int server =
        text.startsWith("https://")
            ? "https://".length()
            : text.startsWith("http://") ? "http://".length() : text.length();
    int length = text.length() - server;
    if (length < 1 || length > 300) {
      return false;
    }
    for (int index = server; index < text.length(); index++) {
      if (text.charAt(index) <= ' ' || text.charAt(index) > '~') {
        return false;
      }
    }
    return true;
  }

  private boolean file(String reference, Resource resource) {
    if (byReference.putIfAbsent(reference, resource) == null) {
      return true;
    }
    notes.add(
        ProblemKind.DUPLICATE_RESOURCE,
        resource.location(),
        "Two resources of the bundle have the same "
            + "id or full URL; which one is meant cannot be told.",
        "Keep one of them, or give them different ids.");
    return false;
  }
}
