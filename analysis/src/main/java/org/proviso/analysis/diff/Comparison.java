package org.proviso.analysis.diff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proviso.analysis.Box;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.Patient;
import org.proviso.analysis.RegionWords;
import org.proviso.analysis.TooComplexException;
import org.proviso.analysis.proof.Answer;
import org.proviso.analysis.proof.DecisionStatements;
import org.proviso.analysis.proof.Propositions;
import org.proviso.analysis.proof.Prover;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/**
 * Compares the decisions of two versions over one vocabulary. Whether an outcome changes, and into
 * which, is proved; who the patients are whose outcome changes is grouped by diagrams, by the cells
 * of their facts, and where that takes too many nodes, by the clauses that decide them.
 */
final class Comparison {
  /** So many diagram nodes are made at most. */
  private static final int MOST_NODES = 100_000;

  /** So many regions of one change are told apart by clauses at most. */
  private static final int MOST_BY_CLAUSES = 50;

  private final JointGuideline joint;
  private final Version earlier;
  private final Version later;
  private final Distinctions distinctions;
  private final Prover prover;
  private final Propositions propositions;
  private final List<Region> regions = new ArrayList<>();
  private final List<RegionIndex.Membership> memberships = new ArrayList<>();
  private final List<String> limits = new ArrayList<>();
  private Optional<ClauseRegions> diagrams = Optional.empty();
  private boolean tooLarge;

  /** One change of outcome. */
  private record Change(String decision, Optional<Outcome> from, Optional<Outcome> to) {}

  /**
   * Two versions.
   *
   * @throws org.proviso.engine.compile.DistinctionLimitException when their criteria are beyond
   *     what can be worked with
   */
  Comparison(Guideline earlier, Guideline later, Prover.Budget budget) {
    this.joint = JointGuideline.of(earlier, later);
    this.earlier = new Version(earlier, joint, true, MOST_NODES);
    this.later = new Version(later, joint, false, MOST_NODES);
    this.distinctions = Distinctions.of(joint.guideline());
    this.prover = new Prover(distinctions, budget);
    this.propositions = prover.propositions();
  }

  List<Region> regions() {
    return List.copyOf(regions);
  }

  /** What could not be worked out, and why. */
  List<String> limits() {
    return List.copyOf(limits);
  }

  RegionIndex index() {
    return new RegionIndex(distinctions, joint.earlierNames(), regions, memberships);
  }

  /** Compares one decision. */
  void compare(String decision) {
    DecisionStatements before = statements(JointGuideline.EARLIER + decision);
    DecisionStatements after = statements(JointGuideline.LATER + decision);
    var changes = new ArrayList<Change>();
    for (Optional<Outcome> from : before.outcomes()) {
      for (Optional<Outcome> to : after.outcomes()) {
        var change = new Change(decision, from, to);
        if (!from.equals(to) && isPossible(change, before, after)) {
          changes.add(change);
        }
      }
    }
    changes.sort(Comparator.comparing(Change::toString));
    for (Change change : changes) {
      if (tooLarge || !addByFacts(change, before, after)) {
        addByClauses(change, before, after);
      }
    }
  }

  private DecisionStatements statements(String name) {
    return new DecisionStatements(
        joint.guideline().decisions().stream()
            .filter(decision -> decision.name().equals(name))
            .findFirst()
            .orElseThrow(),
        distinctions,
        propositions);
  }

  private int changed(Change change, DecisionStatements before, DecisionStatements after) {
    return propositions.both(before.outcome(change.from()), after.outcome(change.to()));
  }

  private boolean isPossible(Change change, DecisionStatements before, DecisionStatements after) {
    Answer answer = prover.ask(changed(change, before, after));
    if (answer instanceof Answer.RanOut) {
      limits.add(
          "Not settled within the budget: whether anybody's "
              + change.decision()
              + " changes from "
              + OutcomeWords.of(change.from())
              + " to "
              + OutcomeWords.of(change.to())
              + ".");
      return false;
    }
    return !answer.isImpossible();
  }

  // By facts

  /** Groups the patients of a change by their facts; whether the diagrams suffice. */
  private boolean addByFacts(Change change, DecisionStatements before, DecisionStatements after) {
    var found = new ArrayList<Region>();
    var memberOf = new ArrayList<RegionIndex.Membership>();
    try {
      ClauseRegions clauses =
          diagrams.orElseGet(() -> ClauseRegions.of(joint.guideline(), MOST_NODES));
      diagrams = Optional.of(clauses);
      Diagrams store = clauses.diagrams();
      int from = store.map(clauses.outcome(before.decision()), change.from()::equals);
      int to = store.map(clauses.outcome(after.decision()), change.to()::equals);
      Optional<String> limit =
          new Split(clauses, change, store.and(from, to), found, memberOf).run(from, to);
      regions.addAll(found);
      memberships.addAll(memberOf);
      limit.ifPresent(limits::add);
      return true;
    } catch (TooComplexException | DiagramLimitException limit) {
      tooLarge = true;
      return false;
    }
  }

  /** One change of outcome, cut into regions. */
  private final class Split {
    private final ClauseRegions clauses;
    private final Diagrams diagrams;
    private final RegionWords words;
    private final Change change;
    private final int region;
    private final List<Region> found;
    private final List<RegionIndex.Membership> memberOf;

    Split(
        ClauseRegions clauses,
        Change change,
        int region,
        List<Region> found,
        List<RegionIndex.Membership> memberOf) {
      this.clauses = clauses;
      this.diagrams = clauses.diagrams();
      this.words = new RegionWords(clauses);
      this.change = change;
      this.region = words.simplest(region);
      this.found = found;
      this.memberOf = memberOf;
    }

    /**
     * What the change has in common with one whole side, the patients who had the earlier outcome
     * or those who have the later, is no part of what distinguishes it: it is said once for all
     * boxes.
     *
     * @param from where the earlier version has the earlier outcome
     * @param to where the later version has the later outcome
     * @return what was left out, if something was
     */
    Optional<String> run(int from, int to) {
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
      for (Box box : boxes) {
        add(box, common);
      }
      return boxes.size() < RegionWords.MOST_BOXES
          ? Optional.empty()
          : Optional.of(
              "More than "
                  + RegionWords.MOST_BOXES
                  + " regions of "
                  + change.decision()
                  + "; the rest is left out.");
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
      Optional<Patient> after =
          clauses.patient(
              possible,
              later.guideline().effective(),
              patient -> later.shown(patient, change.decision(), change.to()));
      Optional<Patient> before =
          clauses.patient(
              possible,
              earlier.guideline().effective(),
              patient -> earlier.shown(patient, change.decision(), change.from()));
      boolean shown = after.isPresent() || before.isPresent();
      if (shown || !prover.ask(propositions.of(part, diagrams)).isImpossible()) {
        found.add(region(change, when, after, before));
        memberOf.add(
            masks ->
                diagrams.reachable(possible, masks).stream().allMatch(value -> value.equals(true)));
      }
    }
  }

  private static Region region(
      Change change, List<String> when, Optional<Patient> witness, Optional<Patient> before) {
    return new Region(
        change.decision(),
        change.from(),
        change.to(),
        Permissiveness.of(change.from(), change.to()),
        when,
        witness,
        before);
  }

  // By clauses

  /**
   * Groups the patients of a change by the revised clause that decides them in the later version,
   * or else in the earlier one. One of them is revised: clauses that both versions have, in the
   * same order, decide alike where no other does.
   */
  private void addByClauses(Change change, DecisionStatements before, DecisionStatements after) {
    Kept kept = Kept.of(before, after);
    int left = changed(change, before, after);
    for (int found = 0; ; found++) {
      Answer answer = prover.ask(left);
      if (answer.isImpossible()) {
        return;
      }
      if (found == MOST_BY_CLAUSES
          || !(answer instanceof Answer.Possible(var _, Propositions.Point point))) {
        limits.add(
            "There may be more than "
                + found
                + " regions of "
                + change.decision()
                + "; the rest is left out.");
        return;
      }
      int decidedAfter = after.deciding(point);
      boolean isNew = !kept.after().get(decidedAfter);
      int decided = isNew ? decidedAfter : before.deciding(point);
      int region = propositions.both(left, (isNew ? after : before).decidesFirst(decided));
      regions.add(
          region(
              change,
              List.of(
                  (isNew ? "in the later version " : "in the earlier version ")
                      + words(isNew ? after : before, decided)),
              prover.patient(
                  region,
                  later.guideline().effective(),
                  patient -> later.shown(patient, change.decision(), change.to())),
              prover.patient(
                  region,
                  earlier.guideline().effective(),
                  patient -> earlier.shown(patient, change.decision(), change.from()))));
      memberships.add(masks -> propositions.isCertain(region, masks));
      left = propositions.both(left, Propositions.not(region));
    }
  }

  /** The clauses that both versions have, in the same order; that none holds counts as one. */
  private record Kept(BitSet before, BitSet after) {
    static Kept of(DecisionStatements before, DecisionStatements after) {
      int[][] longest = new int[before.size() + 1][after.size() + 1];
      for (int left = before.size() - 1; left >= 0; left--) {
        for (int right = after.size() - 1; right >= 0; right--) {
          longest[left][right] =
              before.isSame(left, after, right)
                  ? longest[left + 1][right + 1] + 1
                  : Math.max(longest[left + 1][right], longest[left][right + 1]);
        }
      }
      var kept = new Kept(new BitSet(), new BitSet());
      kept.before.set(before.size());
      kept.after.set(after.size());
      int left = 0;
      int right = 0;
      while (left < before.size() && right < after.size()) {
        if (before.isSame(left, after, right)) {
          kept.before.set(left++);
          kept.after.set(right++);
        } else if (longest[left + 1][right] >= longest[left][right + 1]) {
          left++;
        } else {
          right++;
        }
      }
      return kept;
    }
  }

  private static String words(DecisionStatements of, int clause) {
    return clause == of.size()
        ? "no clause decides"
        : of.decision().clauses().get(clause).anchor() + " decides";
  }
}
