package org.proviso.engine.answer;

import java.util.List;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.FactName;

/**
 * One criterion as it stands with what is known.
 *
 * @param facts the facts that it mentions itself, not those of its parts
 * @param parts the criteria it is made of, in source order
 */
public record CriterionStatus(
    Criterion criterion, Status status, List<FactName> facts, List<CriterionStatus> parts) {
  public CriterionStatus {
    facts = List.copyOf(facts);
    parts = List.copyOf(parts);
  }

  /** Whether a criterion holds in every, in no, or only in some completion of what is known. */
  public enum Status {
    MET,
    NOT_MET,
    UNKNOWN
  }
}
