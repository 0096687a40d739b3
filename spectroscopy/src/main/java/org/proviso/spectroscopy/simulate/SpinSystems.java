package org.proviso.spectroscopy.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proviso.spectroscopy.basis.TextTable;

/**
 * The published values that simulations start from, read from two tables in which every line names
 * its source: {@code spin-systems.tsv} and {@code broad-resonances.tsv}.
 */
public final class SpinSystems {

  private static final SpinSystems STANDARD = load();

  private final Map<String, Molecule> molecules;
  private final Map<String, BroadComponent> broadComponents;
  private final Map<String, String> citations;

  private SpinSystems(
      Map<String, Molecule> molecules,
      Map<String, BroadComponent> broadComponents,
      Map<String, String> citations) {
    this.molecules = Collections.unmodifiableMap(molecules);
    this.broadComponents = Collections.unmodifiableMap(broadComponents);
    this.citations = Collections.unmodifiableMap(citations);
  }

  /** The tables of this module. */
  public static SpinSystems standard() {
    return STANDARD;
  }

  /** Metabolites by name. */
  public Map<String, Molecule> molecules() {
    return molecules;
  }

  /** Lipid and macromolecule components by name. */
  public Map<String, BroadComponent> broadComponents() {
    return broadComponents;
  }

  /** Full citation of each source key. */
  public Map<String, String> citations() {
    return citations;
  }

  /**
   * A metabolite.
   *
   * @param name its abbreviation
   * @return the metabolite
   * @throws IllegalArgumentException when the table has none of that name
   */
  public Molecule molecule(String name) {
    Molecule molecule = molecules.get(name);
    if (molecule == null) {
      throw new IllegalArgumentException(
          "no spin system named " + name + "; known are " + molecules.keySet());
    }
    return molecule;
  }

  private static SpinSystems load() {
    Map<String, String> citations = new LinkedHashMap<>();
    Map<String, Molecule> molecules = new LinkedHashMap<>();
    Map<String, Map<String, GroupBuilder>> groups = new LinkedHashMap<>();
    for (String[] row : rows("spin-systems.tsv", citations)) {
      groups
          .computeIfAbsent(row[0], key -> new LinkedHashMap<>())
          .computeIfAbsent(row[1], key -> new GroupBuilder())
          .add(row);
    }
    groups.forEach(
        (name, builders) -> {
          List<SpinGroup> built = new ArrayList<>();
          Set<String> sources = new LinkedHashSet<>();
          builders.forEach(
              (group, builder) -> {
                built.add(builder.build(group));
                sources.addAll(builder.sources);
              });
          molecules.put(name, new Molecule(name, built, List.copyOf(sources)));
        });
    Map<String, List<BroadComponent.Line>> lines = new LinkedHashMap<>();
    for (String[] row : rows("broad-resonances.tsv", citations)) {
      lines
          .computeIfAbsent(row[0], key -> new ArrayList<>())
          .add(
              new BroadComponent.Line(
                  Double.parseDouble(row[1]),
                  Double.parseDouble(row[2]),
                  Double.parseDouble(row[3]),
                  row[4]));
    }
    Map<String, BroadComponent> broad = new LinkedHashMap<>();
    lines.forEach((name, list) -> broad.put(name, new BroadComponent(name, list)));
    return new SpinSystems(molecules, broad, citations);
  }

  private static List<String[]> rows(String resource, Map<String, String> citations) {
    TextTable table = TextTable.read(SpinSystems.class, resource);
    for (String comment : table.comments()) {
      if (comment.startsWith("source ")) {
        int equals = comment.indexOf(" = ");
        citations.put(comment.substring("source ".length(), equals), comment.substring(equals + 3));
      }
    }
    return table.rows().stream().map(row -> row.toArray(String[]::new)).toList();
  }

  private static final class GroupBuilder {
    private double copies = 1;
    private final List<Double> shifts = new ArrayList<>();
    private final List<SpinGroup.Coupling> couplings = new ArrayList<>();
    private final List<SpinGroup.HeteronuclearCoupling> heteronuclear = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>();

    void add(String[] row) {
      double value = Double.parseDouble(row[5]);
      switch (row[2]) {
        case "scale" -> copies = value;
        case "shift" -> shifts.add(value);
        case "coupling" ->
            couplings.add(new SpinGroup.Coupling(index(row[3]), index(row[4]), value));
        case "31P" ->
            heteronuclear.add(
                new SpinGroup.HeteronuclearCoupling(
                    SpinGroup.Nucleus.PHOSPHORUS_31, index(row[3]), value));
        case "14N" ->
            heteronuclear.add(
                new SpinGroup.HeteronuclearCoupling(
                    SpinGroup.Nucleus.NITROGEN_14, index(row[3]), value));
        default -> throw new IllegalStateException("unknown kind of value: " + row[2]);
      }
      sources.add(row[6]);
    }

    private static int index(String text) {
      return Integer.parseInt(text) - 1;
    }

    SpinGroup build(String name) {
      return new SpinGroup(name, copies, shifts, couplings, heteronuclear);
    }
  }
}
