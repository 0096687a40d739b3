package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.proviso.language.model.Guideline;

/** What the front matter and the update information of two versions say differently. */
final class MetadataChanges {
  private MetadataChanges() {}

  static List<String> between(Guideline earlier, Guideline later) {
    var changes = new ArrayList<String>();
    add("guideline", earlier.id(), later.id(), changes);
    add("title", earlier.title(), later.title(), changes);
    add("payer", earlier.payer(), later.payer(), changes);
    add("kind", earlier.kind().phrase(), later.kind().phrase(), changes);
    add("basis", earlier.basis().word(), later.basis().word(), changes);
    add("effective", earlier.effective(), later.effective(), changes);
    add("through", words(earlier.through()), words(later.through()), changes);
    add("reviewed", words(earlier.reviewed()), words(later.reviewed()), changes);
    add("service", earlier.services(), later.services(), changes);
    add("also known as", earlier.alsoKnownAs(), later.alsoKnownAs(), changes);
    add(
        "lines of business",
        earlier.linesOfBusiness().stream().sorted().toList(),
        later.linesOfBusiness().stream().sorted().toList(),
        changes);
    add(
        "jurisdictions",
        earlier.jurisdictions().stream().sorted().toList(),
        later.jurisdictions().stream().sorted().toList(),
        changes);
    later.updates().stream()
        .filter(
            row ->
                earlier.updates().stream()
                    .noneMatch(
                        old -> old.date().equals(row.date()) && old.change().equals(row.change())))
        .forEach(row -> changes.add("update information " + row.date() + ": " + row.change()));
    return changes;
  }

  private static String words(Optional<?> value) {
    return value.map(Object::toString).orElse("none");
  }

  private static void add(String what, Object before, Object after, List<String> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(what + " was " + before + ", is " + after);
    }
  }
}
