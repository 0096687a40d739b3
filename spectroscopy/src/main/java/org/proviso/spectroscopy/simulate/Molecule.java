package org.proviso.spectroscopy.simulate;

import java.util.List;

/**
 * A metabolite as independent groups of coupled protons.
 *
 * @param name abbreviation in common use, such as {@code NAA}
 * @param groups its groups
 * @param sources keys of the publications its values come from
 */
public record Molecule(String name, List<SpinGroup> groups, List<String> sources) {

  /** Copies the lists. */
  public Molecule {
    groups = List.copyOf(groups);
    sources = List.copyOf(sources);
  }
}
