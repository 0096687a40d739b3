package org.proviso.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.ask.InterviewReport;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.decide.Decider;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.decide.InvalidRequestException;
import org.proviso.engine.decide.RecentAnswers;
import org.proviso.engine.decide.RequestCheck;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.language.model.Guideline;

/**
 * A guideline that is ready to decide requests. Any number of threads may use it at once. Nothing
 * of what it says ever changes; it only remembers some of what it worked out.
 */
public final class CompiledGuideline {
  private final CompiledModel model;
  private final RecentAnswers recent;
  private volatile @Nullable PackedGuideline packed;

  CompiledGuideline(CompiledModel model) {
    this.model = model;
    this.recent = new RecentAnswers(model);
  }

  /** The document it was compiled from. */
  public Guideline guideline() {
    return model.guideline();
  }

  /** Its diagrams, for analysis. */
  public CompiledModel model() {
    return model;
  }

  /** The same over packed rows, for many decisions a second. Made when first asked for. */
  public PackedGuideline packed() {
    PackedGuideline made = packed;
    if (made == null) {
      made = new PackedGuideline(model);
      packed = made;
    }
    return made;
  }

  /**
   * What of a request cannot be used: facts that the document does not declare, since a name may be
   * misspelled; values that are not of their fact's type or outside its range; a date of service to
   * which this version does not apply. Empty when the request can be decided.
   */
  public List<InvalidFact> check(Request request) {
    return RequestCheck.check(model, request);
  }

  /**
   * Decides a request.
   *
   * <p>When the request cannot be worked out within the engine's bounds, the answer is undecided,
   * for a person to review, and {@link Answer#failure()} says why.
   *
   * @throws InvalidRequestException when {@link #check} finds something; there is no answer then
   */
  public Answer decide(Request request) {
    return decide(request, Detail.FULL);
  }

  /**
   * Decides a request, working out no more than is wanted.
   *
   * @throws InvalidRequestException as {@link #decide(Request)} does
   */
  public Answer decide(Request request, Detail detail) {
    return switch (detail) {
      case FULL -> Decider.decide(model, request, recent);
      case OUTCOME ->
          packed().answer(request).orElseGet(() -> Decider.decide(model, request, detail));
    };
  }

  /**
   * How many questions an interview takes on average over all patients that a request leaves
   * possible.
   *
   * @throws InvalidRequestException when {@link #check} finds something
   * @throws org.proviso.engine.diagram.DiagramLimitException when it is too much to work out
   */
  public InterviewReport interview(Request request) {
    List<InvalidFact> problems = check(request);
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(problems);
    }
    return InterviewReport.of(model, request);
  }
}
