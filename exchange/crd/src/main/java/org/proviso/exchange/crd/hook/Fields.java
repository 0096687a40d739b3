package org.proviso.exchange.crd.hook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proviso.fhir.record.SentResource;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** Elements of a resource. What is of another type than FHIR's is as good as not there. */
public final class Fields {
  private Fields() {}

  /** All elements of a resource, those that facts never need included. */
  public static Json.Obj of(SentResource resource) throws RefusedCallException {
    try {
      if (JsonReader.read(resource.source(), resource.start(), resource.end())
          instanceof Json.Obj members) {
        return members;
      }
    } catch (JsonReader.NotJsonException unreadable) {
      // It was read once as JSON: what is left is a number beyond what FHIR allows.
    }
    throw new RefusedCallException(
        400,
        RefusedCallException.Issue.STRUCTURE,
        resource.where(),
        "The resource has a number that FHIR R4 does not allow.",
        "Correct it.");
  }

  public static Optional<String> text(Json.Obj holder, String name) {
    return holder.get(name).orElse(null) instanceof Json.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public static Optional<Json.Obj> object(Json.Obj holder, String name) {
    return holder.get(name).orElse(null) instanceof Json.Obj object
        ? Optional.of(object)
        : Optional.empty();
  }

  /** The objects of an array. */
  public static List<Json.Obj> objects(Json.Obj holder, String name) {
    return holder.get(name).orElse(null) instanceof Json.Array(List<Json> items)
        ? items.stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast).toList()
        : List.of();
  }

  /** The object of that name, or the objects of the array of that name. */
  public static Stream<Json.Obj> each(Json.Obj holder, String name) {
    return Stream.concat(object(holder, name).stream(), objects(holder, name).stream());
  }

  /** The extensions with that URL. */
  public static Stream<Json.Obj> extensions(Json.Obj holder, String url) {
    return objects(holder, "extension").stream()
        .filter(extension -> text(extension, "url").filter(url::equals).isPresent());
  }

  /** What the Reference of that name refers to. */
  public static Optional<String> reference(Json.Obj holder, String name) {
    return object(holder, name).flatMap(reference -> text(reference, "reference"));
  }

  /** The last two segments of a reference, without its version: {@code Patient/123}. */
  public static String typeAndId(String reference) {
    int history = reference.indexOf("/_history/");
    String plain = history < 0 ? reference : reference.substring(0, history);
    int id = plain.lastIndexOf('/');
    int type = id < 0 ? -1 : plain.lastIndexOf('/', id - 1);
    return type < 0 ? plain : plain.substring(type + 1);
  }

  /** What stands before type and id, without the slash; empty for a relative reference. */
  public static String base(String reference) {
    if (!reference.startsWith("http")) {
      return "";
    }
    int history = reference.indexOf("/_history/");
    String plain = history < 0 ? reference : reference.substring(0, history);
    return withoutSlashes(plain.substring(0, plain.length() - typeAndId(plain).length()));
  }

  /** An address without the slashes at its end. Takes time in proportion to its length. */
  public static String withoutSlashes(String address) {
    int end = address.length();
    while (end > 0 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }
}
