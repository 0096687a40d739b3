package org.proviso.engine.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;
import org.proviso.terminology.ValueSetMatcher;
import org.proviso.terminology.ValueSetMatcher.Stretch;

/**
 * The codes that some value sets can tell apart: two codes are in one block when they are in the
 * same value sets. Found from the patterns alone, without a list of all codes: between two
 * neighbouring ends of patterns, all spellings are alike. A block may hold no code of the system's
 * current release, but it always holds a spelling that could be one.
 *
 * @param valueSets the value sets, in a fixed order
 * @param blocks for each block which value sets its codes are in (indices); distinct
 * @param examples for each block a spelling of one of its codes
 */
public record CodePartition(List<ValueSet> valueSets, List<BitSet> blocks, List<Code> examples) {
  public CodePartition {
    valueSets = List.copyOf(valueSets);
    blocks = List.copyOf(blocks);
    examples = List.copyOf(examples);
  }

  /**
   * The partition of all codes of some systems.
   *
   * @param systems the systems; empty means every system
   */
  static CodePartition of(List<ValueSet> valueSets, Set<CodeSystem> systems) {
    var blocks = new LinkedHashMap<BitSet, Code>();
    for (CodeSystem system : CodeSystem.values()) {
      if (systems.isEmpty() || systems.contains(system)) {
        addBlocks(valueSets, system, blocks);
      }
    }
    var order = new ArrayList<Map.Entry<BitSet, Code>>(blocks.entrySet());
    order.sort((left, right) -> left.getKey().toString().compareTo(right.getKey().toString()));
    return new CodePartition(
        valueSets,
        order.stream().map(Map.Entry::getKey).toList(),
        order.stream().map(Map.Entry::getValue).toList());
  }

  private static void addBlocks(
      List<ValueSet> valueSets, CodeSystem system, Map<BitSet, Code> blocks) {
    var ends = new TreeSet<String>();
    ends.add("");
    for (ValueSet valueSet : valueSets) {
      for (List<CodePattern> patterns : List.of(valueSet.includes(), valueSet.excludes())) {
        for (CodePattern pattern : patterns) {
          if (pattern.system() == system) {
            Stretch stretch = ValueSetMatcher.stretch(pattern);
            ends.add(stretch.from());
            ends.add(stretch.until());
          }
        }
      }
    }
    for (String from : ends) {
      String next = ends.higher(from);
      new Stretch(from, next == null ? "\uffff" : next)
          .some()
          .ifPresent(
              spelling -> {
                var example = new Code(system, spelling);
                blocks.putIfAbsent(memberships(valueSets, example), example);
              });
    }
  }

  /** The block of a code; empty for a spelling that no code has. */
  public Optional<Integer> block(Code code) {
    int block = blocks.indexOf(memberships(valueSets, code));
    return block < 0 ? Optional.empty() : Optional.of(block);
  }

  /** The blocks inside a value set, as a mask over blocks. */
  long inside(String valueSet) {
    long mask = 0;
    for (int block = 0; block < blocks.size(); block++) {
      if (contains(block, valueSet)) {
        mask |= 1L << block;
      }
    }
    return mask;
  }

  /** Whether a block lies in a value set. */
  public boolean contains(int block, String valueSet) {
    for (int index = 0; index < valueSets.size(); index++) {
      if (valueSets.get(index).name().equals(valueSet)) {
        return blocks.get(block).get(index);
      }
    }
    return false;
  }

  /** Whether a block lies in any value set. */
  boolean isInAny(int block) {
    return !blocks.get(block).isEmpty();
  }

  /** For example {@code in brain-tumors, not in benign-tumors}. */
  String words(int block) {
    var in = new ArrayList<String>();
    var out = new ArrayList<String>();
    for (int index = 0; index < valueSets.size(); index++) {
      (blocks.get(block).get(index) ? in : out).add(valueSets.get(index).name());
    }
    String inside = "in " + String.join(" and ", in);
    String outside = "not in " + String.join(" or ", out);
    return in.isEmpty() ? outside : out.isEmpty() ? inside : inside + ", " + outside;
  }

  private static BitSet memberships(List<ValueSet> valueSets, Code code) {
    var result = new BitSet();
    for (int index = 0; index < valueSets.size(); index++) {
      if (ValueSetMatcher.matches(valueSets.get(index), code)) {
        result.set(index);
      }
    }
    return result;
  }
}
