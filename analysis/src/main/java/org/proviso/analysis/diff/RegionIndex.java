package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactName;

/**
 * Tells in which region of a revision a request falls. Read-only; any number of threads may use it
 * at once.
 */
public final class RegionIndex {
  private record Entry(Region region, int diagram) {}

  private final CompiledModel model;
  private final Map<FactName, FactName> earlierNames;
  private final List<Entry> entries;

  private RegionIndex(
      CompiledModel model, Map<FactName, FactName> earlierNames, List<Entry> entries) {
    this.model = model;
    this.earlierNames = Map.copyOf(earlierNames);
    this.entries = List.copyOf(entries);
  }

  /** Collects regions with their diagrams. */
  static final class Builder {
    private final List<Entry> entries = new ArrayList<>();

    void add(Region region, int diagram) {
      entries.add(new Entry(region, diagram));
    }

    RegionIndex build(CompiledModel model, Map<FactName, FactName> earlierNames) {
      return new RegionIndex(model, earlierNames, entries);
    }
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
    facts.keySet().retainAll(model.types().keySet());
    long[] masks = model.situation(request.dateOfService(), facts).masks();
    return entries.stream()
        .filter(entry -> entry.region().decision().equals(decision))
        .filter(
            entry ->
                Set.copyOf(model.diagrams().reachable(entry.diagram(), masks)).equals(Set.of(true)))
        .map(Entry::region)
        .findFirst();
  }
}
