package org.proviso.fhir.facts;

import java.util.HashMap;
import java.util.List;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Notes;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/**
 * Fills a guideline's facts from a record, as their {@code from} declarations say. Absence is not
 * known unless the source is complete; sources that disagree contradict; whatever cannot be relied
 * on is told and left out. Never throws for what a record holds.
 */
public final class FactReader {
  private FactReader() {}

  /**
   * Reads the facts.
   *
   * @param record the record that the order was read from
   * @param order what is asked for, as {@link org.proviso.fhir.order.OrderReader} found it
   */
  public static Facts read(
      ClinicalRecord record, Order order, Guideline guideline, Terminology terminology) {
    var notes = new Notes();
    var reader =
        new KnowledgeReader(new ReadingContext(record, order, terminology, notes), guideline);
    var known = new HashMap<FactName, Knowledge>();
    for (FactDeclaration fact : guideline.facts()) {
      Knowledge knowledge = reader.knowledge(fact);
      if (!(knowledge instanceof Knowledge.NotAsked)) {
        known.put(fact.name(), knowledge);
      }
    }
    return new Facts(order.dateOfService(), known, notes.list());
  }

  /**
   * The sources of a guideline that cannot be read from any record: a resource or an element that
   * is not among {@link #readableSources}. For checks of a guideline.
   */
  public static List<FactSource.Resources> unreadableSources(Guideline guideline) {
    return guideline.facts().stream()
        .flatMap(fact -> fact.sources().stream())
        .filter(FactSource.Resources.class::isInstance)
        .map(FactSource.Resources.class::cast)
        .filter(source -> ReadableElement.of(source.resource(), source.element()) == null)
        .toList();
  }

  /** What {@code from} can name: {@code Procedure}, {@code Procedure.bodySite}, ... */
  public static List<String> readableSources() {
    return ReadableElement.names();
  }
}
