package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Guideline.Section;

/** What two versions say in prose differently. */
final class TextChanges {
  /** Told apart elsewhere, or about the document and not about what it says. */
  private static final Set<String> OTHER_SECTIONS = Set.of("Cases", "Update information");

  private TextChanges() {}

  static List<String> between(Guideline earlier, Guideline later) {
    var changes = new ArrayList<String>();
    var before = new TreeMap<>(earlier.sentences());
    new TreeMap<>(later.sentences())
        .forEach(
            (anchor, sentence) -> {
              Guideline.Sentence old = before.remove(anchor);
              if (old == null) {
                changes.add("[" + anchor + "] added: " + sentence.text());
              } else if (!old.text().equals(sentence.text())) {
                changes.add("[" + anchor + "] was: " + old.text() + " / is: " + sentence.text());
              }
            });
    before.forEach(
        (anchor, sentence) -> changes.add("[" + anchor + "] removed: " + sentence.text()));
    Map<String, String> sectionsBefore = prose(earlier);
    prose(later)
        .forEach(
            (heading, prose) -> {
              String old = sectionsBefore.remove(heading);
              if (old == null) {
                changes.add("section \"" + heading + "\" added");
              } else if (!old.equals(prose)) {
                changes.add("section \"" + heading + "\" reworded");
              }
            });
    sectionsBefore.keySet().forEach(heading -> changes.add("section \"" + heading + "\" removed"));
    return changes;
  }

  /** The prose of each section, without fences and without its anchored sentences. */
  private static Map<String, String> prose(Guideline guideline) {
    var result = new LinkedHashMap<String, String>();
    for (Section section : guideline.sections()) {
      if (!OTHER_SECTIONS.contains(section.heading())) {
        result.merge(section.heading(), prose(section.markdown()), (left, right) -> left + right);
      }
    }
    return result;
  }

  private static String prose(String markdown) {
    var prose = new StringBuilder();
    boolean fence = false;
    boolean anchored = false;
    for (String line : markdown.lines().toList()) {
      String stripped = line.strip();
      if (stripped.startsWith("```")) {
        fence = !fence;
      } else if (!fence) {
        boolean starts = stripped.startsWith("[") || stripped.startsWith("- ");
        anchored =
            starts
                ? stripped.replaceFirst("^- ", "").matches("\\[[a-z][a-z0-9.-]*] .*")
                : anchored && !stripped.isEmpty();
        if (!anchored) {
          prose.append(stripped).append(' ');
        }
      }
    }
    return prose.toString().replaceAll("\\s+", " ").strip();
  }
}
