package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetMatcher;
import org.proviso.terminology.ValueSetMatcher.Stretch;

/**
 * Which codes came into value sets, left them, or moved from one to another. Symbolic: patterns are
 * compared by the spellings that they select, not by the codes of any one release.
 */
final class CodeChanges {
  private CodeChanges() {}

  static List<String> between(Guideline earlier, Guideline later) {
    var changes = new ArrayList<String>();
    Map<String, List<String>> added = new TreeMap<>();
    Map<String, List<String>> removed = new TreeMap<>();
    for (var entry : new TreeMap<>(later.valueSets()).entrySet()) {
      ValueSet old = earlier.valueSets().get(entry.getKey());
      if (old == null) {
        changes.add(entry.getKey() + ": value set added");
        added.put(entry.getKey(), selected(entry.getValue()));
      } else if (!JointGuideline.sameCodes(old, entry.getValue())) {
        added.put(entry.getKey(), difference(entry.getValue(), old));
        removed.put(entry.getKey(), difference(old, entry.getValue()));
      }
    }
    for (var entry : new TreeMap<>(earlier.valueSets()).entrySet()) {
      if (!later.valueSets().containsKey(entry.getKey())) {
        changes.add(entry.getKey() + ": value set removed");
        removed.put(entry.getKey(), selected(entry.getValue()));
      }
    }
    added.forEach((set, codes) -> say(set, "added", codes, changes));
    removed.forEach((set, codes) -> say(set, "removed", codes, changes));
    removed.forEach(
        (from, gone) ->
            added.forEach(
                (to, come) -> {
                  List<String> moved = gone.stream().filter(come::contains).toList();
                  if (!from.equals(to) && !moved.isEmpty()) {
                    changes.add(
                        "moved from " + from + " to " + to + ": " + String.join(", ", moved));
                  }
                }));
    return changes;
  }

  private static void say(String set, String what, List<String> codes, List<String> changes) {
    if (!codes.isEmpty()) {
      changes.add(set + ": " + what + " " + String.join(", ", codes));
    }
  }

  private static List<String> selected(ValueSet set) {
    return difference(set, new ValueSet(set.name(), set.title(), List.of(), List.of()));
  }

  /** What one value set selects and the other does not. */
  private static List<String> difference(ValueSet of, ValueSet other) {
    var found = new ArrayList<String>();
    for (CodeSystem system : CodeSystem.values()) {
      List<CodePattern> patterns = patterns(List.of(of, other), system);
      var ends = new TreeSet<String>();
      patterns.stream()
          .map(ValueSetMatcher::stretch)
          .forEach(
              stretch -> {
                ends.add(stretch.from());
                ends.add(stretch.until());
              });
      Predicate<Code> differs =
          code -> ValueSetMatcher.matches(of, code) && !ValueSetMatcher.matches(other, code);
      String start = null;
      String end = "";
      for (String from : ends) {
        String until = Optional.ofNullable(ends.higher(from)).orElse("\uffff");
        boolean inside =
            new Stretch(from, until)
                .some()
                .filter(one -> differs.test(new Code(system, one)))
                .isPresent();
        if (inside) {
          start = start == null ? from : start;
          end = until;
        } else if (start != null) {
          found.add(words(system, start, end, patterns));
          start = null;
        }
      }
      if (start != null) {
        found.add(words(system, start, end, patterns));
      }
    }
    return found;
  }

  private static List<CodePattern> patterns(List<ValueSet> sets, CodeSystem system) {
    var patterns = new ArrayList<CodePattern>();
    for (ValueSet set : sets) {
      patterns.addAll(set.includes());
      patterns.addAll(set.excludes());
    }
    return patterns.stream().filter(pattern -> pattern.system() == system).toList();
  }

  /** The patterns that make up the stretch, or the stretch itself where none does. */
  private static String words(
      CodeSystem system, String from, String until, List<CodePattern> patterns) {
    List<CodePattern> inside =
        patterns.stream()
            .filter(
                pattern -> {
                  Stretch stretch = ValueSetMatcher.stretch(pattern);
                  return stretch.from().compareTo(from) >= 0
                      && stretch.until().compareTo(until) <= 0;
                })
            .distinct()
            .toList();
    boolean whole =
        inside.stream().anyMatch(each -> ValueSetMatcher.stretch(each).from().equals(from));
    return whole
        ? inside.stream().map(CodeChanges::pattern).collect(Collectors.joining(", "))
        : new Stretch(from, until)
            .some()
            .map(some -> "codes like " + new Code(system, some))
            .orElse(system.keyword() + " codes");
  }

  private static String pattern(CodePattern pattern) {
    return switch (pattern) {
      case CodePattern.Exactly(Code code) -> code.toString();
      case CodePattern.Below(Code code) -> code + ".*";
      case CodePattern.Between(Code first, Code last) -> first + ".." + last.value();
    };
  }
}
