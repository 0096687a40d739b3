package org.proviso.engine.packed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Days;
import org.proviso.engine.decide.RequestCheck;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Value;

/**
 * A guideline over packed rows. Immutable; any number of threads may use it at once, each with an
 * {@linkplain #encoder encoder} of its own.
 *
 * <pre>{@code
 * PackedGuideline packed = compiled.packed();
 * PackedDecision decision = packed.decisions().getFirst();
 * int lesion = packed.fact(new FactName("brain-lesion")).orElseThrow();
 * RowEncoder encoder = packed.encoder();
 * var row = new long[packed.layout().words()];
 * encoder.start(LocalDate.of(2026, 1, 5).toEpochDay());
 * encoder.yesNo(lesion, true);
 * encoder.finish(row, 0);
 * int result = decision.decide(row, 0);
 * if (result == PackedDecision.EXACT) { ... compiled.decide(request) ... }
 * }</pre>
 *
 * <p>What it says is what the exact engine says, or {@link PackedDecision#EXACT}: facts known in
 * part in ways that have no code ({@link RowLayout}) and facts that are tied to each other while
 * they are unknown are left to it.
 */
public final class PackedGuideline {
  private static final int SPARE_ENCODERS = 16;

  private final CompiledModel model;
  private final RowLayout layout;
  private final RowPlan plan;
  private final List<PackedDecision> decisions;

  /** Encoders for {@link #answer}, each taken by one thread at a time. */
  private final AtomicReferenceArray<@Nullable RowEncoder> spare =
      new AtomicReferenceArray<>(SPARE_ENCODERS);

  /** The tables of a model. Takes milliseconds; keep the result. */
  public PackedGuideline(CompiledModel model) {
    this.model = model;
    this.layout = new RowLayout(model.variables());
    this.plan = new RowPlan(model, layout);
    this.decisions =
        model.decisions().stream()
            .map(decision -> new PackedDecision(model, decision, layout))
            .toList();
  }

  /** Where what stands in a row. */
  public RowLayout layout() {
    return layout;
  }

  /** The decisions, in the order of the document. */
  public List<PackedDecision> decisions() {
    return decisions;
  }

  /** The place of a fact among the guideline's declarations; empty when it is not declared. */
  public OptionalInt fact(FactName fact) {
    int place = plan.place(fact);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** A new encoder, for one thread. */
  public RowEncoder encoder() {
    return new RowEncoder(plan);
  }

  /** How many bytes of memory the tables take, roughly. */
  public int size() {
    return decisions.stream().mapToInt(PackedDecision::size).sum();
  }

  /**
   * Packs a request.
   *
   * @param encoder one of this guideline
   * @param rows where the row is written, from {@code offset} on
   * @return whether the request can be decided at all; when not, {@link
   *     org.proviso.engine.CompiledGuideline#check} says why
   */
  public boolean encode(Request request, RowEncoder encoder, long[] rows, int offset) {
    LocalDate date = request.dateOfService();
    if (date.isBefore(model.guideline().effective())
        || date.isAfter(model.guideline().through().orElse(Days.LAST))) {
      return false;
    }
    encoder.start(date.toEpochDay());
    boolean checked = false;
    for (Map.Entry<FactName, Knowledge> entry : request.facts().entrySet()) {
      int fact = plan.place(entry.getKey());
      if (fact < 0) {
        return false;
      }
      switch (entry.getValue()) {
        case Knowledge.Known(Value value, var _) -> {
          if (!encoder.value(fact, value)) {
            return false;
          }
        }
        case Knowledge.Narrowed narrowed -> {
          checked = checked || RequestCheck.check(model, request).isEmpty();
          if (!checked) {
            return false;
          }
          encoder.narrowed(fact, narrowed);
        }
        case Knowledge.Contradicted _ -> {
          checked = checked || RequestCheck.check(model, request).isEmpty();
          if (!checked) {
            return false;
          }
        }
        case Knowledge.NotAsked _, Knowledge.Unanswerable _ -> {}
      }
    }
    encoder.finish(rows, offset);
    return true;
  }

  /**
   * The answer to a request whose every decision is decided and answered by a walk: the same as the
   * exact engine's for {@link org.proviso.engine.decide.Detail#OUTCOME}. Empty otherwise; what is
   * missing is the exact engine's to say.
   */
  public Optional<Answer> answer(Request request) {
    int slot = (int) Thread.currentThread().threadId() & (SPARE_ENCODERS - 1);
    RowEncoder taken = spare.getAndSet(slot, null);
    RowEncoder encoder = taken != null ? taken : encoder();
    Optional<Answer> answer = answer(request, encoder);
    spare.set(slot, encoder);
    return answer;
  }

  private Optional<Answer> answer(Request request, RowEncoder encoder) {
    long[] row = encoder.row();
    if (!encode(request, encoder, row, 0) || !encoder.isWorkedOut()) {
      return Optional.empty();
    }
    var answers = new ArrayList<DecisionAnswer>(decisions.size());
    for (PackedDecision decision : decisions) {
      Optional<Verdict> found = decision.verdict(row, 0);
      if (found.isEmpty() || found.get().outcome().isEmpty()) {
        return Optional.empty();
      }
      Verdict verdict = found.get();
      Optional<List<CriterionStatus>> criteria = decision.criteria(row, 0);
      if (criteria.isEmpty()) {
        return Optional.empty();
      }
      answers.add(
          new DecisionAnswer(
              decision.name(),
              verdict.outcome(),
              verdict.reachable(),
              verdict.clauses(),
              List.of(),
              List.of(),
              List.of(),
              criteria.get(),
              List.of(),
              List.of()));
    }
    return Optional.of(
        new Answer(
            model.guideline(),
            request.dateOfService(),
            answers,
            Optional.empty(),
            Disposition.of(answers),
            Optional.empty()));
  }
}
