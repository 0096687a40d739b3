package org.proviso.language.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.ground.text.Suggestion;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.syntax.ValueSetSyntax;
import org.proviso.language.syntax.Word;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * Builds the value sets: reads their codes and files, and puts sets in the place of their names.
 */
final class ValueSetCheck {
  private static final int PATTERN_LIMIT = 200_000;

  private final Surroundings surroundings;
  private final Scope scope;
  private final DiagnosticCollector diagnostics;
  private final Map<String, ValueSetSyntax> own = new LinkedHashMap<>();

  ValueSetCheck(Surroundings surroundings, Scope scope, DiagnosticCollector diagnostics) {
    this.surroundings = surroundings;
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /** Adds the sets to the scope, those that others name first. */
  void check(List<ValueSetSyntax> valueSets) {
    for (ValueSetSyntax valueSet : valueSets) {
      own.put(valueSet.name().text(), valueSet);
    }
    Map<String, List<String>> dependencies = new HashMap<>();
    own.forEach((name, valueSet) -> dependencies.put(name, namesIn(valueSet)));
    DependencyOrder order = DependencyOrder.of(own.keySet(), dependencies);
    order.blocked().forEach(scope::addBroken);
    for (String name : order.circular()) {
      scope.addBroken(name);
      Optional.ofNullable(own.get(name))
          .ifPresent(
              valueSet ->
                  diagnostics.add(
                      DiagnosticId.RECURSIVE_VALUE_SET,
                      valueSet.name().span(),
                      "the value set `" + name + "` contains itself, directly or through others",
                      "take one of the `set` entries out"));
    }
    for (String name : order.sorted()) {
      Optional.ofNullable(own.get(name))
          .flatMap(this::build)
          .ifPresentOrElse(scope::addValueSet, () -> scope.addBroken(name));
    }
  }

  private List<String> namesIn(ValueSetSyntax valueSet) {
    List<String> names = new ArrayList<>();
    for (ValueSetSyntax.Entry entry : valueSet.entries()) {
      if (entry instanceof ValueSetSyntax.Entry.OtherSet other
          && own.containsKey(other.name().text())) {
        names.add(other.name().text());
      }
    }
    return names;
  }

  private Optional<ValueSet> build(ValueSetSyntax syntax) {
    List<CodePattern> includes = new ArrayList<>();
    List<CodePattern> excludes = new ArrayList<>();
    List<Nested> nested = new ArrayList<>();
    boolean sound = true;
    for (ValueSetSyntax.Entry entry : syntax.entries()) {
      sound &=
          switch (entry) {
            case ValueSetSyntax.Entry.Codes codes ->
                addCodes(codes, codes.excluding() ? excludes : includes);
            case ValueSetSyntax.Entry.OtherSet other -> addSet(other, nested);
            case ValueSetSyntax.Entry.File file -> addFile(syntax, file, nested);
          };
    }
    List<CodePattern> ownIncludes = List.copyOf(includes);
    for (Nested set : nested) {
      (set.excluding() ? excludes : includes).addAll(set.set().includes());
    }
    if (includes.size() + excludes.size() > PATTERN_LIMIT) {
      diagnostics.add(
          DiagnosticId.DEFINITION_TOO_LARGE,
          syntax.name().span(),
          "the value set `" + syntax.name().text() + "` grows beyond " + PATTERN_LIMIT + " entries",
          "name whole branches of the hierarchy: `icd10cm C71.*`");
      return Optional.empty();
    }
    for (int index = 0; index < nested.size(); index++) {
      List<CodePattern> rest = new ArrayList<>(ownIncludes);
      for (int other = 0; other < nested.size(); other++) {
        if (other != index && !nested.get(other).excluding()) {
          rest.addAll(nested.get(other).set().includes());
        }
      }
      sound &= addExclusions(nested.get(index), rest, excludes);
    }
    if (!sound) {
      return Optional.empty();
    }
    return Optional.of(
        new ValueSet(syntax.name().text(), syntax.title().orElse(""), includes, excludes));
  }

  /** A set that stands in another. */
  private record Nested(ValueSet set, boolean excluding, Word place) {}

  private boolean addCodes(ValueSetSyntax.Entry.Codes codes, List<CodePattern> into) {
    Optional<CodeSystem> system = new CodeReader(diagnostics).system(codes.system());
    if (system.isEmpty()) {
      return false;
    }
    boolean sound = true;
    for (ValueSetSyntax.Pattern pattern : codes.patterns()) {
      Optional<CodePattern> read = pattern(system.get(), pattern);
      read.ifPresent(into::add);
      sound &= read.isPresent();
    }
    return sound;
  }

  private Optional<CodePattern> pattern(CodeSystem system, ValueSetSyntax.Pattern pattern) {
    var reader = new CodeReader(diagnostics);
    if (pattern.below()) {
      return reader.stem(system, pattern.first()).map(CodePattern.Below::new);
    }
    Optional<Code> first = reader.code(system, pattern.first());
    if (pattern.last().isEmpty()) {
      return first.map(CodePattern.Exactly::new);
    }
    if (!system.isOrdered()) {
      diagnostics.add(
          DiagnosticId.UNORDERED_CODE_RANGE,
          pattern.span(),
          "codes of "
              + system.title()
              + " are handed out one after another, so a range of them means nothing",
          "list each code that is meant, parted by commas");
      return Optional.empty();
    }
    Optional<Code> last = reader.code(system, pattern.last().get());
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    if (first.get().value().compareTo(last.get().value()) > 0) {
      diagnostics.add(
          DiagnosticId.REVERSED_CODE_RANGE,
          pattern.span(),
          "the range ends at " + last.get().value() + ", which comes before its beginning",
          "write `" + last.get().value() + ".." + first.get().value() + "`");
      return Optional.empty();
    }
    return Optional.of(new CodePattern.Between(first.get(), last.get()));
  }

  private boolean addSet(ValueSetSyntax.Entry.OtherSet other, List<Nested> nested) {
    String name = other.name().text();
    Optional<ValueSet> set = scope.valueSet(name);
    if (set.isEmpty()) {
      if (!scope.isBroken(name)) {
        diagnostics.add(
            DiagnosticId.UNKNOWN_VALUE_SET,
            other.name().span(),
            "there is no value set `" + name + "`",
            Suggestion.help(name, own.keySet()));
      }
      return false;
    }
    nested.add(new Nested(set.get(), other.excluding(), other.name()));
    return true;
  }

  private boolean addFile(
      ValueSetSyntax syntax, ValueSetSyntax.Entry.File file, List<Nested> nested) {
    return switch (surroundings.valueSetFile(syntax.name().text(), file.path().text())) {
      case Surroundings.FileContent.Read(ValueSet set, var hashed) -> {
        nested.add(new Nested(set, false, file.path()));
        yield true;
      }
      case Surroundings.FileContent.Outside() -> {
        diagnostics.add(
            DiagnosticId.PATH_OUTSIDE_LIBRARY,
            file.path().span(),
            "the file lies outside the library",
            "put it beside the document and write its path from there, without `..` or links");
        yield false;
      }
      case Surroundings.FileContent.Unreadable(String reason) -> {
        diagnostics.add(
            DiagnosticId.VALUE_SET_FILE,
            file.path().span(),
            "the file `" + file.path().text() + "` cannot be read: " + reason,
            "the path counts from the document; the file is CSV with the columns `system` and"
                + " `code`, or a FHIR ValueSet in JSON");
        yield false;
      }
    };
  }

  /**
   * A set is what it includes without what it excludes, and so is the set it becomes part of; the
   * two agree only where what one excludes is not included by the rest.
   */
  private boolean addExclusions(Nested nested, List<CodePattern> rest, List<CodePattern> excludes) {
    List<CodePattern> inner = nested.set().excludes();
    if (inner.isEmpty()) {
      return true;
    }
    boolean clash =
        nested.excluding()
            || inner.stream()
                .anyMatch(
                    excluded ->
                        rest.stream().anyMatch(each -> PatternOverlap.overlap(excluded, each)));
    if (clash) {
      diagnostics.add(
          DiagnosticId.VALUE_SET_EXCLUSION,
          nested.place().span(),
          "the set `"
              + nested.set().name()
              + "` excludes codes, and the rest of this set speaks of the same codes",
          "list here the codes that are meant");
      return false;
    }
    excludes.addAll(inner);
    return true;
  }
}
