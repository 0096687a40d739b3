package org.proviso.determination;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
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
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Decides packed rows by one version, in the hands of one thread: {@link #start} with the plan of
 * the row, then what is known of its facts into the {@link #encoder}, then {@link #finish}. A row
 * that one walk cannot answer goes to the exact engine.
 *
 * <p>What it says is what {@link Plan#decide} says of the same facts.
 */
public final class RowDecider {
  /** More than one outcome can still be reached. */
  public static final int UNDECIDED = -1;

  private final CompiledGuideline compiled;
  private final PackedGuideline packed;
  private final RowEncoder encoder;
  private final long[] row;

  private @Nullable Plan plan;
  private @Nullable Supplier<Request> whole;
  private @Nullable Answer answer;

  RowDecider(CompiledGuideline compiled) {
    this.compiled = compiled;
    this.packed = compiled.packed();
    this.encoder = packed.encoder();
    this.row = new long[packed.layout().words()];
  }

  /** The version that decides. */
  public Guideline guideline() {
    return compiled.guideline();
  }

  /** The names of the version's decisions, in its order. */
  public List<String> decisions() {
    return packed.decisions().stream().map(PackedDecision::name).toList();
  }

  /** The outcomes of a decision, to which {@link #outcome} points. */
  public List<Outcome> outcomes(int decision) {
    return packed.decisions().get(decision).outcomes();
  }

  /** The place of a fact, for the encoder; empty when the version does not declare it. */
  public OptionalInt fact(FactName fact) {
    return packed.fact(fact);
  }

  /** Where the facts of the row at hand are put. */
  public RowEncoder encoder() {
    return encoder;
  }

  /** The row as it was last finished; not to be changed. */
  public long[] row() {
    return row;
  }

  /**
   * Begins a row: nothing is known but what the library says.
   *
   * @param of a plan of this version
   */
  public void start(Plan of) {
    if (of.compiled() != compiled) {
      throw new IllegalArgumentException("a plan of another version");
    }
    plan = of;
    answer = null;
    encoder.start(of.dateOfService().toEpochDay());
    for (Plan.DocumentFlag flag : of.documentFlags()) {
      encoder.yesNo(flag.fact(), flag.inForce());
    }
  }

  /**
   * Ends the row.
   *
   * @param exact the facts that were put into it, for the exact engine; asked for at most once, and
   *     only when one walk cannot answer
   */
  public void finish(Supplier<Request> exact) {
    Plan of = plan;
    if (of == null) {
      throw new IllegalStateException("no row was started");
    }
    whole = () -> Plan.with(exact.get(), of.documents());
    encoder.finish(row, 0);
  }

  /**
   * Takes the facts of a row as a request, instead of {@link #start} and {@link #finish}.
   *
   * @return whether every fact has a value that it can have
   */
  public boolean load(Plan of, Map<FactName, Knowledge> known) {
    if (of.compiled() != compiled) {
      throw new IllegalArgumentException("a plan of another version");
    }
    answer = null;
    var stated = new Request(of.dateOfService(), Plan.withoutDocuments(of.guideline(), known));
    Request request = Plan.with(stated, of.documents(stated));
    whole = () -> request;
    return packed.encode(request, encoder, row, 0);
  }

  /** What a decision comes to: a place among {@link #outcomes}, or {@link #UNDECIDED}. */
  public int outcome(int decision) {
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
  public Verdict verdict(int decision) {
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

  /** The facts that still matter for a decision, the most useful first. */
  public List<FactName> missing(int decision) {
    return exact().decisions().get(decision).missing();
  }

  private Answer exact() {
    Answer known = answer;
    if (known == null) {
      known = Decider.decide(compiled.model(), request(), Detail.OUTCOME);
      answer = known;
    }
    return known;
  }

  /** Whether the exact engine was asked about the row. */
  public boolean isExact() {
    return answer != null;
  }

  /** The row as a request, with what the library says. */
  public Request request() {
    if (whole == null) {
      throw new IllegalStateException("no row was finished");
    }
    return whole.get();
  }
}
