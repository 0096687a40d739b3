package org.proviso.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Decider;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.engine.packed.Verdict;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * One version of a guideline in the hands of one thread: takes a row, and says what each decision
 * comes to. A row that one walk cannot answer goes to the exact engine.
 */
final class Side {
  /** More than one outcome can still be reached. */
  static final int UNDECIDED = -1;

  private final CompiledGuideline guideline;
  private final PackedGuideline packed;
  private final RowEncoder encoder;
  private final long[] row;
  private final @Nullable ColumnValues[] columns;
  private final ColumnValues.@Nullable Parsed[] parsed;
  private final FactName[] facts;
  private long day;
  private @Nullable Request request;
  private @Nullable Answer answer;

  /** A version over the columns of a flat file; none for bundles. */
  Side(CompiledGuideline guideline, Optional<FlatColumns> flat) {
    this.guideline = guideline;
    this.packed = guideline.packed();
    this.encoder = packed.encoder();
    this.row = new long[packed.layout().words()];
    List<Optional<FactDeclaration>> declared =
        flat.map(columns -> columns.facts(guideline.guideline())).orElse(List.of());
    this.columns = new ColumnValues[declared.size()];
    this.parsed = new ColumnValues.Parsed[declared.size()];
    this.facts = new FactName[declared.size()];
    for (int index = 0; index < columns.length; index++) {
      if (declared.get(index).isPresent()) {
        FactDeclaration fact = declared.get(index).get();
        facts[index] = fact.name();
        columns[index] = new ColumnValues(fact, encoder, packed.fact(fact.name()).orElseThrow());
      }
    }
  }

  CompiledGuideline guideline() {
    return guideline;
  }

  /** The row as it was packed; not to be changed. */
  long[] row() {
    return row;
  }

  /**
   * Takes a row of a flat file.
   *
   * @return what is wrong with it; null when nothing is
   */
  @Nullable String load(long dateOfService, byte[][] bytes, int[] from, int[] until) {
    day = dateOfService;
    request = null;
    answer = null;
    for (int index = 0; index < columns.length; index++) {
      ColumnValues values = columns[index];
      if (values != null) {
        ColumnValues.Parsed text = values.find(bytes[index], from[index], until[index]);
        if (text.problem != null) {
          return text.problem;
        }
        parsed[index] = text;
      }
    }
    encoder.start(dateOfService);
    for (int index = 0; index < columns.length; index++) {
      ColumnValues values = columns[index];
      ColumnValues.Parsed text = parsed[index];
      if (values != null && text != null) {
        values.encode(text);
      }
    }
    encoder.finish(row, 0);
    return null;
  }

  /** Takes a request; returns whether the guideline can decide it at all. */
  boolean load(Request of) {
    request = of;
    answer = null;
    return packed.encode(of, encoder, row, 0);
  }

  /**
   * What a decision comes to: the place of its outcome among {@link PackedDecision#outcomes}, or
   * {@link #UNDECIDED}.
   */
  int outcome(int decision) {
    PackedDecision of = packed.decisions().get(decision);
    int result = of.decide(row, 0);
    if (result != PackedDecision.EXACT) {
      return of.isDecided(result) ? result : UNDECIDED;
    }
    return exact()
        .decisions()
        .get(decision)
        .outcome()
        .map((Outcome outcome) -> of.outcomes().indexOf(outcome))
        .orElse(UNDECIDED);
  }

  /** The outcome of a decision with what decides it. */
  Verdict verdict(int decision) {
    return packed
        .decisions()
        .get(decision)
        .verdict(row, 0)
        .orElseGet(
            () -> {
              DecisionAnswer exact = exact().decisions().get(decision);
              return new Verdict(exact.outcome(), exact.reachable(), exact.clauses());
            });
  }

  private Answer exact() {
    Answer known = answer;
    if (known == null) {
      known = Decider.decide(guideline.model(), request(), Detail.OUTCOME);
      answer = known;
    }
    return known;
  }

  /** Whether the exact engine was asked about the row. */
  boolean isExact() {
    return answer != null;
  }

  /** The row as a request. */
  Request request() {
    Request known = request;
    if (known == null) {
      Map<FactName, Knowledge> knowledge = new TreeMap<>();
      for (int index = 0; index < columns.length; index++) {
        ColumnValues.Parsed text = parsed[index];
        if (columns[index] != null && text != null && text.value != null) {
          knowledge.put(facts[index], new Knowledge.Known(text.value, List.of()));
        }
      }
      known = new Request(LocalDate.ofEpochDay(day), knowledge);
      request = known;
    }
    return known;
  }
}
