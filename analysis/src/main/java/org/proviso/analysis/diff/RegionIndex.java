package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactName;

/**
 * Tells in which region of a revision a request falls. Read-only; any number of threads may use it
 * at once.
 */
public final class RegionIndex {
  /** Whether everybody whose cells are among those of some masks is in a region. */
  interface Membership {
    boolean isCertain(long[] masks);
  }

  private record Entry(Region region, Membership membership) {}

  private final Distinctions distinctions;
  private final Map<FactName, FactName> earlierNames;
  private final List<Entry> entries;

  /** An index of regions, each with who is in it, in the same order. */
  RegionIndex(
      Distinctions distinctions,
      Map<FactName, FactName> earlierNames,
      List<Region> regions,
      List<Membership> memberships) {
    this.distinctions = distinctions;
    this.earlierNames = Map.copyOf(earlierNames);
    var paired = new ArrayList<Entry>();
    for (int index = 0; index < regions.size(); index++) {
      paired.add(new Entry(regions.get(index), memberships.get(index)));
    }
    this.entries = List.copyOf(paired);
  }

  /**
   * The region of a decision in which a request certainly falls, with what is known of it; empty
   * where it falls in none or that is not known.
   *
   * <p>A fact whose type the revision replaced by an unrelated one is taken in its later type.
   */
  public Optional<Region> find(String decision, Request request) {
    var facts = new TreeMap<FactName, Knowledge>(request.facts());
    facts.keySet().removeAll(earlierNames.keySet());
    facts.keySet().retainAll(distinctions.types().keySet());
    long[] masks = distinctions.situation(request.dateOfService(), facts).masks();
    return entries.stream()
        .filter(entry -> entry.region().decision().equals(decision))
        .filter(entry -> entry.membership().isCertain(masks))
        .map(Entry::region)
        .findFirst();
  }
}
