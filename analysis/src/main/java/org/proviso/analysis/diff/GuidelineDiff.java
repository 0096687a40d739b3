package org.proviso.analysis.diff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.analysis.Box;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Guidelines;
import org.proviso.analysis.Patient;
import org.proviso.analysis.RegionWords;
import org.proviso.analysis.TooComplexException;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Value;

/**
 * Says whose outcome a revision changes: the product of the two versions over one vocabulary, and
 * of it what lies off the diagonal.
 */
public final class GuidelineDiff {
  private final Guideline earlier;
  private final Guideline later;
  private final Optional<CompiledGuideline> compiledEarlier;
  private final Optional<CompiledGuideline> compiledLater;
  private final List<Region> regions = new ArrayList<>();
  private final List<String> limits = new ArrayList<>();
  private final RegionIndex.Builder indexed = new RegionIndex.Builder();
  private Optional<RegionIndex> index = Optional.empty();

  private GuidelineDiff(Guideline earlier, Guideline later) {
    this.earlier = earlier;
    this.later = later;
    this.compiledEarlier = compiled(earlier);
    this.compiledLater = compiled(later);
  }

  /**
   * Compares two versions.
   *
   * <p>Dates of service: both versions are compared as if in force on the same days, from the
   * earlier one's first day on. A patient belongs to the comparison when both versions accept each
   * of the facts' values; values that one version only accepts are among the fact changes.
   */
  public static Revision between(Guideline earlier, Guideline later) {
    var difference = new GuidelineDiff(earlier, later);
    difference.compareDecisions();
    return new Revision(
        earlier,
        later,
        difference.regions.stream()
            .map(Region::relation)
            .reduce(
                names(earlier).equals(names(later)) && difference.limits.isEmpty()
                    ? Relation.EQUIVALENT
                    : Relation.INCOMPARABLE,
                Relation::and),
        difference.regions,
        names(later).stream().filter(name -> !names(earlier).contains(name)).toList(),
        names(earlier).stream().filter(name -> !names(later).contains(name)).toList(),
        TextChanges.between(earlier, later),
        FactChanges.between(earlier, later),
        CodeChanges.between(earlier, later),
        MetadataChanges.between(earlier, later),
        difference.limits,
        difference.index);
  }

  /**
   * Compares the position statements of two versions alone: clauses of the contract's rank and
   * program exceptions are left out of both.
   */
  public static List<Region> betweenPositions(Guideline earlier, Guideline later) {
    var difference = new GuidelineDiff(positions(earlier), positions(later));
    difference.compareDecisions();
    return difference.regions;
  }

  private static Guideline positions(Guideline of) {
    return Guidelines.withDecisions(
        of,
        of.decisions().stream()
            .map(
                decision ->
                    new Decision(
                        decision.name(),
                        decision.clauses().stream().filter(GuidelineDiff::isPosition).toList(),
                        decision.span()))
            .filter(decision -> !decision.clauses().isEmpty())
            .toList());
  }

  private static boolean isPosition(Clause clause) {
    return clause.rank() == Rank.POSITION || clause.rank() == Rank.OTHERWISE;
  }

  private static List<String> names(Guideline guideline) {
    return guideline.decisions().stream().map(Decision::name).toList();
  }

  private static Optional<CompiledGuideline> compiled(Guideline guideline) {
    return Engine.compile(guideline)
            instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var _)
        ? Optional.of(compiled)
        : Optional.empty();
  }

  private void compareDecisions() {
    JointGuideline joint = JointGuideline.of(earlier, later);
    try {
      ClauseRegions clauses = ClauseRegions.of(joint.guideline());
      for (Decision decision : earlier.decisions()) {
        if (names(later).contains(decision.name())) {
          compare(joint, clauses, decision.name());
        }
      }
      index = Optional.of(indexed.build(clauses.model(), joint.earlierNames()));
    } catch (TooComplexException | DiagramLimitException tooComplex) {
      limits.add(
          "The comparison was broken off; the regions are those found before: "
              + tooComplex.getMessage());
    }
  }

  private record Change(Optional<Outcome> from, Optional<Outcome> to) {}

  private void compare(JointGuideline joint, ClauseRegions clauses, String name) {
    Diagrams diagrams = clauses.diagrams();
    int before = clauses.outcome(decision(joint, JointGuideline.EARLIER + name));
    int after = clauses.outcome(decision(joint, JointGuideline.LATER + name));
    int product =
        diagrams.apply(
            before,
            after,
            (from, to) -> from.equals(to) ? true : new Change(outcome(from), outcome(to)));
    var changes = new ArrayList<Change>();
    for (Object value : diagrams.reachable(product, diagrams.everything())) {
      if (value instanceof Change change) {
        changes.add(change);
      }
    }
    changes.sort(Comparator.comparing(Change::toString));
    for (Change change : changes) {
      int region = diagrams.map(product, change::equals);
      if (!clauses.isEmpty(region)) {
        int from = diagrams.map(before, change.from()::equals);
        int to = diagrams.map(after, change.to()::equals);
        new Split(joint, clauses, name, change, region).run(from, to);
      }
    }
  }

  private static Optional<Outcome> outcome(Object terminal) {
    return ((Optional<?>) terminal).map(Outcome.class::cast);
  }

  private static Decision decision(JointGuideline joint, String name) {
    return joint.guideline().decisions().stream()
        .filter(decision -> decision.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** One change of outcome, cut into regions. */
  private final class Split {
    private final JointGuideline joint;
    private final ClauseRegions clauses;
    private final Diagrams diagrams;
    private final RegionWords words;
    private final String decision;
    private final Change change;
    private final int region;

    Split(JointGuideline joint, ClauseRegions clauses, String decision, Change change, int region) {
      this.joint = joint;
      this.clauses = clauses;
      this.diagrams = clauses.diagrams();
      this.words = new RegionWords(clauses);
      this.decision = decision;
      this.change = change;
      this.region = words.simplest(region);
    }

    /**
     * What the change has in common with one whole side, the patients who had the earlier outcome
     * or those who have the later, is no part of what distinguishes it: it is said once for all
     * boxes.
     *
     * @param from where the earlier version has the earlier outcome
     * @param to where the later version has the later outcome
     */
    void run(int from, int to) {
      var common = new ArrayList<Integer>();
      int core = diagrams.constant(true);
      for (int factor : words.factors(region)) {
        if (isCommon(factor, from) || isCommon(factor, to)) {
          common.add(factor);
        } else {
          core = diagrams.and(core, factor);
        }
      }
      List<Box> boxes = words.boxes(words.simplest(core));
      if (boxes.size() >= RegionWords.MOST_BOXES) {
        limits.add(
            "More than "
                + RegionWords.MOST_BOXES
                + " regions of "
                + decision
                + "; the rest is left out.");
      }
      for (Box box : boxes) {
        add(box, common);
      }
    }

    private boolean isCommon(int factor, int side) {
      BitSet others = diagrams.support(side);
      int possible = clauses.possible(side);
      others.or(diagrams.support(possible));
      others.andNot(diagrams.support(factor));
      return words.simplest(words.exists(possible, others)) == factor;
    }

    private void add(Box box, List<Integer> common) {
      var when = new ArrayList<>(words.words(box));
      int part = diagrams.constant(true);
      for (var entry : box.cells().entrySet()) {
        part = diagrams.and(part, diagrams.literal(entry.getKey(), entry.getValue()));
      }
      for (int factor : common) {
        when.addAll(words.words(factor));
        part = diagrams.and(part, factor);
      }
      int possible = clauses.possible(part);
      var found =
          new Region(
              decision,
              change.from(),
              change.to(),
              Permissiveness.of(change.from(), change.to()),
              when,
              compiledLater.flatMap(
                  compiled -> witness(possible, later.effective(), compiled, change.to())),
              compiledEarlier.flatMap(
                  compiled -> witness(possible, earlier.effective(), compiled, change.from())));
      regions.add(found);
      indexed.add(found, possible);
    }

    /** A patient of the part for whom the engine itself gives the outcome. */
    private Optional<Patient> witness(
        int possible, LocalDate first, CompiledGuideline compiled, Optional<Outcome> expected) {
      boolean toEarlier = compiled == compiledEarlier.orElse(null);
      return clauses.patient(
          possible,
          first,
          patient ->
              Optional.of(restored(patient, toEarlier))
                  .filter(each -> gives(compiled, each, expected)));
    }

    private Patient restored(Patient patient, boolean toEarlier) {
      Map<FactName, FactName> names = toEarlier ? joint.earlierNames() : Map.of();
      Guideline version = toEarlier ? earlier : later;
      var facts = new TreeMap<FactName, Value>();
      patient
          .facts()
          .forEach(
              (name, value) -> {
                FactName own = names.getOrDefault(name, name);
                boolean renamed = joint.earlierNames().containsKey(name);
                boolean shadowed = toEarlier && names.containsValue(name);
                if (version.fact(own).isPresent()
                    && renamed == names.containsKey(name)
                    && !shadowed) {
                  facts.put(own, value);
                }
              });
      return new Patient(patient.dateOfService(), facts);
    }

    private boolean gives(CompiledGuideline compiled, Patient patient, Optional<Outcome> expected) {
      if (!compiled.check(patient.request()).isEmpty()) {
        return false;
      }
      Answer answer = compiled.decide(patient.request(), Detail.OUTCOME);
      return answer.decisions().stream()
          .filter(each -> each.decision().equals(decision))
          .findFirst()
          .map(DecisionAnswer::outcome)
          .equals(Optional.of(expected));
    }
  }
}
