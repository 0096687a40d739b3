package org.proviso.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Plan;
import org.proviso.determination.RowDecider;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;

/** The facts of a flat file's row, taken to the door of one version, in the hands of one thread. */
final class FlatRow {
  private final RowDecider decider;
  private final @Nullable ColumnValues[] columns;
  private final ColumnValues.@Nullable Parsed[] parsed;
  private final FactName[] facts;
  private LocalDate day = LocalDate.EPOCH;

  /** The columns of a file, for the version of a decider. */
  FlatRow(RowDecider decider, FlatColumns flat) {
    this.decider = decider;
    List<Optional<FactDeclaration>> declared = flat.facts(decider.guideline());
    this.columns = new ColumnValues[declared.size()];
    this.parsed = new ColumnValues.Parsed[declared.size()];
    this.facts = new FactName[declared.size()];
    for (int index = 0; index < columns.length; index++) {
      if (declared.get(index).isPresent()) {
        FactDeclaration fact = declared.get(index).get();
        facts[index] = fact.name();
        columns[index] =
            new ColumnValues(
                decider.guideline(),
                fact,
                decider.encoder(),
                decider.fact(fact.name()).orElseThrow());
      }
    }
  }

  /** What decides the row. */
  RowDecider decider() {
    return decider;
  }

  /**
   * Takes a row.
   *
   * @return what is wrong with it; null when nothing is
   */
  @Nullable Fault load(Plan plan, byte[][] bytes, int[] from, int[] until) {
    day = plan.dateOfService();
    for (int index = 0; index < columns.length; index++) {
      ColumnValues values = columns[index];
      if (values != null) {
        ColumnValues.Parsed text = values.find(bytes[index], from[index], until[index]);
        if (text.fault != null) {
          return text.fault;
        }
        parsed[index] = text;
      }
    }
    decider.start(plan);
    for (int index = 0; index < columns.length; index++) {
      ColumnValues values = columns[index];
      ColumnValues.Parsed text = parsed[index];
      if (values != null && text != null) {
        values.encode(text);
      }
    }
    decider.finish(this::request);
    return null;
  }

  /** Whether somebody was asked in vain for a fact; packed rows do not tell. */
  boolean hasUnanswerable() {
    for (ColumnValues.Parsed text : parsed) {
      if (text != null && text.knowledge instanceof Knowledge.Unanswerable) {
        return true;
      }
    }
    return false;
  }

  private Request request() {
    Map<FactName, Knowledge> knowledge = new TreeMap<>();
    for (int index = 0; index < columns.length; index++) {
      ColumnValues.Parsed text = parsed[index];
      if (columns[index] != null && text != null && text.knowledge != null) {
        knowledge.put(facts[index], text.knowledge);
      }
    }
    return new Request(day, knowledge);
  }
}
