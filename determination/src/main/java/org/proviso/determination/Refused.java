package org.proviso.determination;

import java.util.List;
import org.proviso.ground.Problem;

/**
 * A request that is not determined: nothing is decided, and a person looks at it.
 *
 * @param problems why, one or more, the first one first; each names a {@link RefusalId}, or an
 *     identifier of the reader that could not read the request
 */
public record Refused(List<Problem> problems) implements Result, Prepared {
  public Refused {
    problems = List.copyOf(problems);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs a reason");
    }
  }

  /** A refusal for one reason. */
  public static Refused of(RefusalId id, String place, String message, String help) {
    return new Refused(List.of(new Problem(id.id(), place, message, help)));
  }

  /** The identifier of the first reason. */
  public String id() {
    return problems.getFirst().id();
  }

  /** Whether the first reason is this one. */
  public boolean is(RefusalId id) {
    return id().equals(id.id());
  }

  /** Whether the payer's library is at fault, not the request. */
  public boolean isOfTheLibrary() {
    for (RefusalId id : RefusalId.values()) {
      if (id.isOfTheLibrary() && problems.stream().anyMatch(each -> each.id().equals(id.id()))) {
        return true;
      }
    }
    return false;
  }
}
