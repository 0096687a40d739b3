package org.proviso.engine.packed;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.CodePartition;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** The blocks of codes, remembered: requests use few codes of many. */
final class Blocks {
  /** No code of the fact: of another system, or spelled as no code is. */
  static final int IMPOSSIBLE = -1;

  private static final int MOST = 4_096;

  private final @Nullable CodePartition partition;
  private final Set<CodeSystem> systems;
  private final Map<Code, Integer> known = new ConcurrentHashMap<>();

  /**
   * The blocks of a partition.
   *
   * @param partition null when no criterion tells the codes of the fact apart
   */
  Blocks(@Nullable CodePartition partition, Set<CodeSystem> systems) {
    this.partition = partition;
    this.systems = systems;
  }

  /** The block of a code, or {@link #IMPOSSIBLE}. */
  int of(Code code) {
    Integer block = known.get(code);
    if (block != null) {
      return block;
    }
    int found = find(code);
    if (known.size() < MOST) {
      known.put(code, found);
    }
    return found;
  }

  private int find(Code code) {
    if (!systems.isEmpty() && !systems.contains(code.system())) {
      return IMPOSSIBLE;
    }
    return partition == null ? 0 : partition.block(code).orElse(IMPOSSIBLE);
  }
}
