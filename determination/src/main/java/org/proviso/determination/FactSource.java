package org.proviso.determination;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;

/**
 * Where the facts of a request come from: a record, a form, a row, a witness. It reads; it never
 * decides.
 */
public interface FactSource {
  /** SHA-256 of the input, in lower-case hexadecimal. */
  String digest();

  /**
   * Why nothing may be decided from this source, whatever the guideline says; empty when nothing
   * speaks against it.
   *
   * @param today the day of the decision
   */
  default List<Problem> contradictions(LocalDate dateOfService, LocalDate today) {
    return List.of();
  }

  /**
   * The facts that the source names itself. A request is refused when its guideline does not
   * declare one of them: the name may be misspelled.
   */
  default Set<FactName> stated() {
    return Set.of();
  }

  /**
   * Whether the source may say which documents of the library are in force. Only a witness may: it
   * makes up the library together with the patient. From any other source such facts are dropped.
   */
  default boolean statesDocuments() {
    return false;
  }

  /** What is known of a guideline's facts. */
  SourceFacts facts(Guideline guideline);
}
