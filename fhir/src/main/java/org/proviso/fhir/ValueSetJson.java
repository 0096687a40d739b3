package org.proviso.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;
import org.proviso.ground.json.Vocabulary;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.TerminologyFileException;
import org.proviso.terminology.ValueSet;

/**
 * Reads a FHIR R4 ValueSet in JSON: the concepts and hierarchy filters of {@code compose}, or,
 * without compose, the {@code expansion}. What cannot be resolved here (a whole system, another
 * filter, another value set) is an error, not an empty set.
 */
public final class ValueSetJson {
  private static final JsonScanner.Bounds BOUNDS =
      new JsonScanner.Bounds(500, 1_000, 4_000_000, 50_000);

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
    if (!(tree(json) instanceof Node.Members root)
        || !"ValueSet".equals(text(root, "resourceType"))) {
      throw error("it is not a FHIR ValueSet", "name a ValueSet resource in JSON");
    }
    var includes = new ArrayList<CodePattern>();
    var excludes = new ArrayList<CodePattern>();
    if (root.get("compose") instanceof Node.Members compose) {
      for (Node.Members include : objects(compose, "include")) {
        component(include, includes);
      }
      for (Node.Members exclude : objects(compose, "exclude")) {
        component(exclude, excludes);
      }
    } else if (root.get("expansion") instanceof Node.Members expansion) {
      contains(expansion, includes);
    }
    if (includes.isEmpty()) {
      throw error("it selects no code", "give it compose.include with concepts, or an expansion");
    }
    String title = text(root, "title");
    return new ValueSet(name, title == null ? "" : title, includes, excludes);
  }

  private void component(Node.Members component, List<CodePattern> patterns)
      throws TerminologyFileException {
    if (component.get("valueSet") != null) {
      throw error("it refers to another value set", "copy the codes of that value set here");
    }
    CodeSystem system = system(component);
    List<Node.Members> concepts = objects(component, "concept");
    List<Node.Members> filters = objects(component, "filter");
    if (concepts.isEmpty() && filters.isEmpty()) {
      throw error("it takes a whole code system", "list the codes, or filter by is-a");
    }
    if (filters.size() > 1 || (!concepts.isEmpty() && !filters.isEmpty())) {
      throw error("it joins several filters", "use one filter in each include");
    }
    for (Node.Members concept : concepts) {
      patterns.add(new CodePattern.Exactly(code(system, text(concept, "code"), false)));
    }
    for (Node.Members filter : filters) {
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

  private void contains(Node.Members holder, List<CodePattern> patterns)
      throws TerminologyFileException {
    for (Node.Members each : objects(holder, "contains")) {
      boolean isAbstract = each.get("abstract") instanceof Node.Truth(boolean yes) && yes;
      if (!isAbstract && text(each, "code") != null) {
        patterns.add(new CodePattern.Exactly(code(system(each), text(each, "code"), false)));
      }
      contains(each, patterns);
    }
  }

  private CodeSystem system(Node.Members holder) throws TerminologyFileException {
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

  private static @Nullable String text(Node.Members holder, String name) {
    return holder.get(name) instanceof Node.Text(String text) ? text : null;
  }

  private static List<Node.Members> objects(Node.Members holder, String name) {
    return holder.get(name) instanceof Node.Items(List<Node> nodes)
        ? nodes.stream()
            .filter(Node.Members.class::isInstance)
            .map(Node.Members.class::cast)
            .toList()
        : List.of();
  }

  private Node tree(byte[] json) throws TerminologyFileException {
    var scanner = new JsonScanner(json, Vocabulary.of(List.of()), BOUNDS);
    try {
      if (scanner.isAtEnd()) {
        throw error("it is empty", "name a ValueSet resource in JSON");
      }
      Node tree = value(scanner, scanner.value());
      if (!scanner.isAtEnd()) {
        throw error("something follows the resource", "keep one ValueSet resource a file");
      }
      return tree;
    } catch (JsonFault fault) {
      throw new TerminologyFileException(
          file, fault.line(), "it is not JSON", "name a ValueSet resource in JSON");
    }
  }

  private static Node value(JsonScanner scanner, Token token) {
    return switch (token) {
      case OBJECT -> {
        var names = new ArrayList<String>();
        var values = new ArrayList<Node>();
        while (scanner.nextMember()) {
          names.add(scanner.name());
          values.add(value(scanner, scanner.value()));
        }
        yield new Node.Members(names.toArray(String[]::new), values.toArray(Node[]::new));
      }
      case ARRAY -> {
        var nodes = new ArrayList<Node>();
        while (scanner.nextItem()) {
          nodes.add(value(scanner, scanner.value()));
        }
        yield new Node.Items(nodes);
      }
      case TEXT -> new Node.Text(scanner.text());
      case TRUE -> Node.Truth.of(true);
      case FALSE -> Node.Truth.of(false);
      case NUMBER, NULL -> Node.Nothing.NOTHING;
    };
  }
}
