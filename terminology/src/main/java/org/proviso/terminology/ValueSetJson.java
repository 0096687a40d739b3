package org.proviso.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/**
 * Reads a FHIR R4 ValueSet in JSON: the concepts and hierarchy filters of {@code compose}, or,
 * without compose, the {@code expansion}. What cannot be resolved here (a whole system, another
 * filter, another value set) is an error, not an empty set.
 */
public final class ValueSetJson {
  private final String file;

  private ValueSetJson(String file) {
    this.file = file;
  }

  /**
   * Reads a value set.
   *
   * @param name the name that the guideline gives it
   * @param file the file's name, for messages
   * @throws TerminologyFileException when it is not such a resource, or cannot be resolved here
   */
  public static ValueSet read(String name, String file, byte[] json)
      throws TerminologyFileException {
    return new ValueSetJson(file).valueSet(name, json);
  }

  private ValueSet valueSet(String name, byte[] json) throws TerminologyFileException {
    if (!(tree(json) instanceof Json.Obj root) || !"ValueSet".equals(text(root, "resourceType"))) {
      throw error("it is not a FHIR ValueSet", "name a ValueSet resource in JSON");
    }
    var includes = new ArrayList<CodePattern>();
    var excludes = new ArrayList<CodePattern>();
    if (root.get("compose").orElse(null) instanceof Json.Obj compose) {
      for (Json.Obj include : objects(compose, "include")) {
        component(include, includes);
      }
      for (Json.Obj exclude : objects(compose, "exclude")) {
        component(exclude, excludes);
      }
    } else if (root.get("expansion").orElse(null) instanceof Json.Obj expansion) {
      contains(expansion, includes);
    }
    if (includes.isEmpty()) {
      throw error("it selects no code", "give it compose.include with concepts, or an expansion");
    }
    String title = text(root, "title");
    return new ValueSet(name, title == null ? "" : title, includes, excludes);
  }

  private void component(Json.Obj component, List<CodePattern> patterns)
      throws TerminologyFileException {
    if (component.get("valueSet").isPresent()) {
      throw error("it refers to another value set", "copy the codes of that value set here");
    }
    CodeSystem system = system(component);
    List<Json.Obj> concepts = objects(component, "concept");
    List<Json.Obj> filters = objects(component, "filter");
    if (concepts.isEmpty() && filters.isEmpty()) {
      throw error("it takes a whole code system", "list the codes, or filter by is-a");
    }
    if (filters.size() > 1 || (!concepts.isEmpty() && !filters.isEmpty())) {
      throw error("it joins several filters", "use one filter in each include");
    }
    for (Json.Obj concept : concepts) {
      patterns.add(new CodePattern.Exactly(code(system, text(concept, "code"), false)));
    }
    for (Json.Obj filter : filters) {
      String property = text(filter, "property");
      if (!"concept".equals(property) || !"is-a".equals(text(filter, "op"))) {
        throw error("it has a filter other than `concept is-a CODE`", "list the codes");
      }
      if (system == CodeSystem.SNOMED) {
        throw error(
            "it filters SNOMED CT by is-a, whose hierarchy is not in the codes",
            "give the expansion instead");
      }
      patterns.add(new CodePattern.Below(code(system, text(filter, "value"), true)));
    }
  }

  private void contains(Json.Obj holder, List<CodePattern> patterns)
      throws TerminologyFileException {
    for (Json.Obj each : objects(holder, "contains")) {
      boolean isAbstract =
          each.get("abstract").orElse(null) instanceof Json.Bool(boolean yes) && yes;
      if (!isAbstract && text(each, "code") != null) {
        patterns.add(new CodePattern.Exactly(code(system(each), text(each, "code"), false)));
      }
      contains(each, patterns);
    }
  }

  private CodeSystem system(Json.Obj holder) throws TerminologyFileException {
    String uri = text(holder, "system");
    Optional<CodeSystem> system = uri == null ? Optional.empty() : CodeSystem.ofUri(uri);
    if (system.isEmpty()) {
      throw error(
          uri == null ? "an entry has no system" : "the system " + uri + " is not known",
          "use one of the systems of docs/terminology.md");
    }
    return system.get();
  }

  private Code code(CodeSystem system, @Nullable String value, boolean category)
      throws TerminologyFileException {
    if (value == null || value.isBlank()) {
      throw error("an entry has no code", "give each its code");
    }
    Code code = CodeSyntax.canonical(system, value);
    Optional<String> fault = category ? CodeSyntax.faultOfCategory(code) : CodeSyntax.fault(code);
    if (fault.isPresent()) {
      throw error(
          "'" + value + "' is not a code of " + system.title() + ": it " + fault.get(),
          "correct the code or the system");
    }
    return code;
  }

  private TerminologyFileException error(String problem, String help) {
    return new TerminologyFileException(file, 0, problem, help);
  }

  private static @Nullable String text(Json.Obj holder, String name) {
    return holder.get(name).orElse(null) instanceof Json.Text(String text) ? text : null;
  }

  private static List<Json.Obj> objects(Json.Obj holder, String name) {
    return holder.get(name).orElse(null) instanceof Json.Array(List<Json> nodes)
        ? nodes.stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast).toList()
        : List.of();
  }

  private Json tree(byte[] json) throws TerminologyFileException {
    try {
      return JsonReader.read(json, 0, json.length);
    } catch (JsonReader.NotJsonException fault) {
      throw new TerminologyFileException(
          file,
          fault.line(),
          json.length == 0 ? "it is empty" : "it is not JSON",
          "name a file with one ValueSet resource in JSON");
    }
  }
}
