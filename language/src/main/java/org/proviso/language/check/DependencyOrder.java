package org.proviso.language.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names in an order in which each comes after those it depends on (Kahn 1962). A loop and not a
 * recursion: chains may be long.
 *
 * @param sorted the names that have a place in the order
 * @param circular the names that depend on themselves, directly or not, and those between two such
 * @param blocked the names that depend on a circular one
 */
record DependencyOrder(List<String> sorted, List<String> circular, List<String> blocked) {
  static DependencyOrder of(Collection<String> names, Map<String, List<String>> dependencies) {
    Map<String, List<String>> dependents = new HashMap<>();
    for (String name : names) {
      for (String each : dependencies.getOrDefault(name, List.of())) {
        dependents.computeIfAbsent(each, key -> new ArrayList<>()).add(name);
      }
    }
    List<String> sorted = sort(names, dependencies, dependents);
    Set<String> rest = new LinkedHashSet<>(names);
    sorted.forEach(rest::remove);
    // What nothing in the rest depends on is no part of a circle.
    List<String> blocked = sort(rest, within(rest, dependents), within(rest, dependencies));
    blocked.forEach(rest::remove);
    return new DependencyOrder(sorted, List.copyOf(rest), blocked);
  }

  private static Map<String, List<String>> within(
      Set<String> names, Map<String, List<String>> edges) {
    Map<String, List<String>> kept = new HashMap<>();
    for (String name : names) {
      kept.put(name, edges.getOrDefault(name, List.of()).stream().filter(names::contains).toList());
    }
    return kept;
  }

  private static List<String> sort(
      Collection<String> names,
      Map<String, List<String>> dependencies,
      Map<String, List<String>> dependents) {
    Map<String, Integer> waiting = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (String name : names) {
      int needed = dependencies.getOrDefault(name, List.of()).size();
      waiting.put(name, needed);
      if (needed == 0) {
        ready.add(name);
      }
    }
    List<String> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      String name = ready.remove();
      sorted.add(name);
      for (String dependent : dependents.getOrDefault(name, List.of())) {
        if (waiting.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    return sorted;
  }
}
