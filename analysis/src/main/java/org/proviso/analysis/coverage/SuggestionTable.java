package org.proviso.analysis.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.proviso.analysis.coverage.CaseSuggestions.Suggestion;
import org.proviso.analysis.coverage.CaseSuggestions.Suggestions;
import org.proviso.language.format.Formatter;
import org.proviso.language.model.Case;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;

/**
 * Suggested cases as a fence to put into their document. In the place of what each must come to
 * stands {@code unconfirmed}, with which the document has an error: a person who knows the policy
 * has to say it, and not the program whose cases these are.
 */
public final class SuggestionTable {
  private static final int MOST_NAMED = 3;

  private SuggestionTable() {}

  /** A {@code cases} fence with a row for each suggestion; nothing when there is none. */
  public static String of(Guideline guideline, Suggestions suggestions) {
    if (suggestions.cases().isEmpty()) {
      return "";
    }
    var lines = new ArrayList<String>();
    lines.add("```cases");
    List<String> decisions = guideline.decisions().stream().map(Decision::name).toList();
    lines.add(
        "| case | date-of-service | given | "
            + decisions.stream()
                .map(name -> decisions.size() == 1 ? "expect" : "expect " + name)
                .collect(Collectors.joining(" | ", "", " |")));
    Set<String> taken =
        guideline.cases().stream().map(Case::name).collect(Collectors.toCollection(HashSet::new));
    int number = 0;
    for (Suggestion suggestion : suggestions.cases()) {
      do {
        number++;
      } while (!taken.add("suggested " + number));
      lines.add("# suggested " + number + " shows: " + shows(suggestion));
      lines.add(row("suggested " + number, suggestion, decisions.size()));
    }
    lines.add("```");
    return Formatter.format(String.join("\n", lines) + "\n");
  }

  private static String shows(Suggestion suggestion) {
    List<Target> covers = suggestion.covers();
    return covers.stream().limit(MOST_NAMED).map(Target::what).collect(Collectors.joining("; "))
        + (covers.size() > MOST_NAMED ? "; and " + (covers.size() - MOST_NAMED) + " more" : "");
  }

  private static String row(String name, Suggestion suggestion, int decisions) {
    String given =
        suggestion.patient().answers().entrySet().stream()
            .map(fact -> fact.getKey() + " = " + fact.getValue())
            .collect(Collectors.joining("; "));
    return "| "
        + name
        + " | "
        + suggestion.patient().dateOfService()
        + " | "
        + given
        + " |"
        + " unconfirmed |".repeat(decisions);
  }
}
