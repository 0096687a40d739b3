package org.proviso.analysis.diff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proviso.analysis.Patient;
import org.proviso.analysis.faults.Fault;
import org.proviso.analysis.faults.FaultInjector;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.Engine;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.oracle.BruteForce;
import org.proviso.engine.oracle.RandomGuidelines;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/** Compares the analysis of random guidelines with every patient, one by one. */
final class Agreement {
  private static final int MOST_PATIENTS = 1_500;
  private static final List<Evidence> EVIDENCE = List.of(new Evidence.Example("enumerated"));

  int pairs;
  long patients;
  long changed;
  int regions;
  int findings;

  /** Findings of guidelines for which the number of each kind was compared. */
  int comparedEach;

  /** Tries seeds from one on until so many pairs of guidelines were compared. */
  void run(long firstSeed, int guidelines) {
    for (long seed = firstSeed; pairs < guidelines; seed++) {
      run(seed);
    }
  }

  /** Tries one seed; not every one gives guidelines that can be compared. */
  void run(long seed) {
    Guideline earlier = RandomGuidelines.of(seed, false);
    if (!(Engine.compile(earlier) instanceof Engine.Compilation.Compiled)) {
      return;
    }
    List<Fault> faults = FaultInjector.faults(earlier, 2);
    var random = new SplittableRandom(seed);
    Guideline later = faults.get(random.nextInt(faults.size())).faulty();
    List<Fault> more = FaultInjector.faults(later, 1);
    if (random.nextBoolean() && !more.isEmpty()) {
      later = more.get(random.nextInt(more.size())).faulty();
    }
    try {
      compare(earlier, later);
    } catch (AssertionError error) {
      throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
    }
  }

  private void compare(Guideline earlier, Guideline later) {
    Guideline joint = JointGuideline.of(earlier, later).guideline();
    LocalDate date = earlier.effective();
    Optional<List<Map<FactName, Value>>> all = BruteForce.patients(joint, date, MOST_PATIENTS);
    if (all.isEmpty()) {
      return;
    }
    pairs++;
    patients += all.get().size();
    verify(later, all.get(), date);
    if (!(Engine.compile(later) instanceof Engine.Compilation.Compiled)) {
      return;
    }
    Revision revision = GuidelineDiff.between(earlier, later);
    RegionIndex index = revision.index().orElseThrow();
    regions += revision.regions().size();
    for (Decision decision : earlier.decisions()) {
      Decision before = decision(joint, JointGuideline.EARLIER + decision.name());
      Decision after = decision(joint, JointGuideline.LATER + decision.name());
      for (Map<FactName, Value> patient : all.get()) {
        Outcome from = BruteForce.outcome(joint, before, date, patient);
        Outcome to = BruteForce.outcome(joint, after, date, patient);
        Optional<Region> region = index.find(decision.name(), request(date, patient));
        boolean agrees =
            from.equals(to)
                ? region.isEmpty()
                : region.isPresent()
                    && region.get().from().equals(Optional.of(from))
                    && region.get().to().equals(Optional.of(to));
        check(agrees, () -> patient + ": " + from + " -> " + to + ", but " + region);
        changed += from.equals(to) ? 0 : 1;
      }
    }
    for (Region region : revision.regions()) {
      check(region.witness().isPresent(), () -> "no patient of " + region);
      check(region.before().isPresent(), () -> "no earlier patient of " + region);
    }
  }

  private void verify(Guideline guideline, List<Map<FactName, Value>> all, LocalDate date) {
    List<Finding> found = Verifier.verify(guideline);
    findings += found.size();
    boolean timeless =
        guideline.facts().stream()
            .noneMatch(
                fact ->
                    fact.type() instanceof FactType.Date
                        || fact.type() instanceof FactType.History);
    var dead = new ArrayList<String>();
    boolean gap = false;
    boolean contradiction = false;
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        if (all.stream().noneMatch(each -> decides(guideline, decision, clause, date, each))) {
          dead.add(clause.anchor() + " ");
        }
      }
      gap |=
          all.stream()
              .anyMatch(
                  each ->
                      decision.clauses().stream()
                          .noneMatch(clause -> BruteForce.holds(guideline, clause, date, each)));
      contradiction |= all.stream().anyMatch(each -> conflict(guideline, decision, date, each));
    }
    List<String> reported =
        found.stream()
            .filter(
                finding ->
                    finding.message().contains(" never holds")
                        || finding.message().contains(" never decides")
                        || finding.message().contains(" is never reached"))
            .map(finding -> finding.message().substring(0, finding.message().indexOf(' ') + 1))
            .toList();
    check(dead.containsAll(reported), () -> "not dead: " + reported + ", dead are " + dead);
    if (timeless) {
      compareEach(guideline, all, date, found);
      check(reported.containsAll(dead), () -> "dead: " + dead + ", found " + reported);
      check(gap == has(found, "gap"), () -> "gap: " + words(found));
      check(contradiction == has(found, "contradiction"), () -> "contradiction: " + words(found));
    } else {
      check(!gap || has(found, "gap"), () -> "gap not found: " + words(found));
      check(
          !contradiction || has(found, "contradiction"),
          () -> "contradiction not found: " + words(found));
    }
    found.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .forEach(finding -> check(finding.witness().isPresent(), () -> "no patient: " + finding));
  }

  /** Compares the number of findings of each kind, where a patient is in every cell. */
  private void compareEach(
      Guideline guideline, List<Map<FactName, Value>> all, LocalDate date, List<Finding> found) {
    Distinctions distinctions = Distinctions.of(guideline);
    long[] met = new long[distinctions.variables().size()];
    for (Map<FactName, Value> patient : all) {
      long[] masks = distinctions.situation(date, known(patient)).masks();
      Arrays.setAll(met, variable -> met[variable] | masks[variable]);
    }
    var asked = new TreeSet<FactName>();
    for (int variable = 0; variable < met.length; variable++) {
      asked.addAll(distinctions.variables().get(variable).facts());
      if (met[variable] != Diagrams.fullMask(distinctions.variables().get(variable).cells())) {
        // A spelling between those of the value sets, which the enumeration does not try.
        return;
      }
    }
    Map<String, Integer> enumerated = EnumeratedFindings.of(guideline, date, all, asked);
    var counted = new TreeMap<String, Integer>();
    found.forEach(finding -> counted.merge(finding.id(), 1, Integer::sum));
    check(counted.equals(enumerated), () -> "found " + counted + ", there are " + enumerated);
    counted.values().forEach(count -> comparedEach += count);
  }

  private static boolean decides(
      Guideline guideline,
      Decision decision,
      Clause clause,
      LocalDate date,
      Map<FactName, Value> patient) {
    for (Clause other : decision.clauses()) {
      if (other.equals(clause)
          || (other.rank() == clause.rank() && other.tier() == clause.tier())) {
        return BruteForce.holds(guideline, clause, date, patient);
      }
      if (BruteForce.holds(guideline, other, date, patient)) {
        return false;
      }
    }
    return false;
  }

  private static boolean conflict(
      Guideline guideline, Decision decision, LocalDate date, Map<FactName, Value> patient) {
    List<Clause> holding =
        decision.clauses().stream()
            .filter(clause -> BruteForce.holds(guideline, clause, date, patient))
            .toList();
    return holding.stream()
        .anyMatch(
            one ->
                holding.stream()
                    .anyMatch(
                        other ->
                            one.rank() == other.rank()
                                && one.tier() == other.tier()
                                && !one.outcome().equals(other.outcome())));
  }

  private static boolean has(List<Finding> findings, String id) {
    return findings.stream().anyMatch(finding -> finding.id().equals(id));
  }

  private static String words(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                finding.id()
                    + " "
                    + finding.message()
                    + finding.witness().map(Patient::words).orElse(""))
        .collect(Collectors.joining(" | "));
  }

  private static Request request(LocalDate date, Map<FactName, Value> patient) {
    return new Request(date, known(patient));
  }

  private static Map<FactName, Knowledge> known(Map<FactName, Value> patient) {
    return patient.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> new Knowledge.Known(each.getValue(), EVIDENCE)));
  }

  private static Decision decision(Guideline joint, String name) {
    return joint.decisions().stream()
        .filter(decision -> decision.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private interface Words {
    String get();
  }

  private static void check(boolean holds, Words words) {
    if (!holds) {
      throw new AssertionError(words.get());
    }
  }
}
