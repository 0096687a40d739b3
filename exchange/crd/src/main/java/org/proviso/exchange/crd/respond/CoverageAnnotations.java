package org.proviso.exchange.crd.respond;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.ground.json.Json;

/**
 * The coverage-information that a resource already carries for one Coverage.
 *
 * @param places their positions among the resource's extensions
 * @param extensions themselves
 */
record CoverageAnnotations(List<Integer> places, List<Json.Obj> extensions) {
  /** What differs from one answer to the next, though nothing is new. */
  private static final Set<String> PASSING =
      Set.of("date", "coverage-assertion-id", "satisfied-pa-id");

  CoverageAnnotations {
    places = List.copyOf(places);
    extensions = List.copyOf(extensions);
  }

  /** Those of a resource that are about the Coverage that a Reference names. */
  static CoverageAnnotations of(Json.Obj resource, Json.Obj coverageReference) {
    var places = new ArrayList<Integer>();
    var extensions = new ArrayList<Json.Obj>();
    Optional<String> coverage = Fields.text(coverageReference, "reference").map(Fields::typeAndId);
    if (resource.get("extension").orElse(null) instanceof Json.Array(List<Json> items)) {
      for (int index = 0; index < items.size(); index++) {
        if (items.get(index) instanceof Json.Obj extension
            && Fields.text(extension, "url").filter(ExtensionSplicer.URL::equals).isPresent()
            && coverage(extension).equals(coverage)) {
          places.add(index);
          extensions.add(extension);
        }
      }
    }
    return new CoverageAnnotations(places, extensions);
  }

  private static Optional<String> coverage(Json.Obj extension) {
    return Fields.objects(extension, "extension").stream()
        .filter(part -> Fields.text(part, "url").filter("coverage"::equals).isPresent())
        .findFirst()
        .flatMap(part -> Fields.reference(part, "valueReference"))
        .map(Fields::typeAndId);
  }

  /** Whether others say the same. */
  boolean saySame(List<Json.Obj> others) {
    return extensions.stream()
        .map(CoverageAnnotations::lasting)
        .toList()
        .equals(others.stream().map(CoverageAnnotations::lasting).toList());
  }

  private static Json lasting(Json.Obj extension) {
    var members = new LinkedHashMap<>(extension.members());
    members.put(
        "extension",
        Json.array(
            Fields.objects(extension, "extension").stream()
                .filter(part -> Fields.text(part, "url").filter(PASSING::contains).isEmpty())
                .toList()));
    return new Json.Obj(members);
  }
}
