package org.proviso.analysis.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.analysis.Guidelines;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * Two versions as one document, so that one vocabulary serves both: the decisions of each under
 * their own names, the facts of both. A fact of one name means the same in both, with the values
 * that both accept; where the types cannot be brought together, the earlier one gets a name of its
 * own. Value sets that differ are kept apart.
 *
 * @param earlierNames facts of the earlier version that go by another name here, to their own name
 */
record JointGuideline(Guideline guideline, Map<FactName, FactName> earlierNames) {
  static final String EARLIER = "earlier/";
  static final String LATER = "later/";

  JointGuideline {
    earlierNames = Map.copyOf(earlierNames);
  }

  static JointGuideline of(Guideline earlier, Guideline later) {
    var facts = new LinkedHashMap<FactName, FactDeclaration>();
    var renamed = new TreeMap<FactName, FactName>();
    later.facts().forEach(fact -> facts.put(fact.name(), fact));
    for (FactDeclaration fact : earlier.facts()) {
      FactDeclaration same = facts.get(fact.name());
      Optional<FactType> common =
          same == null ? Optional.of(fact.type()) : common(fact.type(), same.type());
      if (common.isPresent()) {
        Optional<BigDecimal> step =
            same == null
                ? fact.step()
                : both(fact.step(), same.step(), JointGuideline::leastMultiple);
        facts.put(fact.name(), typed(same == null ? fact : same, fact.name(), common.get(), step));
      } else {
        FactName other = free(fact.name(), earlier, later);
        renamed.put(fact.name(), other);
        facts.put(other, typed(fact, other, fact.type(), fact.step()));
      }
    }
    var valueSets = new TreeMap<String, ValueSet>();
    var earlierSets = new TreeMap<String, String>();
    var laterSets = new TreeMap<String, String>();
    later.valueSets().forEach(valueSets::put);
    earlier
        .valueSets()
        .forEach(
            (name, set) -> {
              ValueSet same = valueSets.get(name);
              if (same == null || sameCodes(set, same)) {
                valueSets.putIfAbsent(name, set);
              } else {
                earlierSets.put(name, name + " (earlier)");
                laterSets.put(name, name + " (later)");
                valueSets.remove(name);
                valueSets.put(name + " (earlier)", named(set, name + " (earlier)"));
                valueSets.put(name + " (later)", named(same, name + " (later)"));
              }
            });
    var decisions = new ArrayList<Decision>();
    var ofEarlier = new Renaming(renamed, earlierSets);
    var ofLater = new Renaming(Map.of(), laterSets);
    earlier.decisions().forEach(each -> decisions.add(ofEarlier.decision(EARLIER, each)));
    later.decisions().forEach(each -> decisions.add(ofLater.decision(LATER, each)));
    LocalDate first =
        earlier.effective().isBefore(later.effective()) ? earlier.effective() : later.effective();
    Optional<LocalDate> last =
        earlier
            .through()
            .flatMap(one -> later.through().map(other -> one.isAfter(other) ? one : other));
    var back = new TreeMap<FactName, FactName>();
    renamed.forEach((from, to) -> back.put(to, from));
    return new JointGuideline(
        Guidelines.with(later, first, last, List.copyOf(facts.values()), valueSets, decisions),
        back);
  }

  private static FactName free(FactName name, Guideline earlier, Guideline later) {
    var other = new FactName(name.text() + "-earlier");
    return earlier.fact(other).isPresent() || later.fact(other).isPresent()
        ? free(other, earlier, later)
        : other;
  }

  private static FactDeclaration typed(
      FactDeclaration fact, FactName name, FactType type, Optional<BigDecimal> step) {
    return new FactDeclaration(
        name, type, fact.question(), fact.cost(), step, fact.sources(), fact.span());
  }

  /** The least number that is a multiple of both. */
  private static BigDecimal leastMultiple(BigDecimal one, BigDecimal other) {
    int scale = Math.max(Math.max(one.scale(), other.scale()), 0);
    BigInteger left = one.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    BigInteger right = other.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    return new BigDecimal(left.multiply(right).divide(left.gcd(right)), scale);
  }

  private static ValueSet named(ValueSet set, String name) {
    return new ValueSet(name, set.title(), set.includes(), set.excludes());
  }

  static boolean sameCodes(ValueSet one, ValueSet other) {
    return one.includes().equals(other.includes()) && one.excludes().equals(other.excludes());
  }

  /** The values that are of both types; empty when they have nothing to do with each other. */
  private static Optional<FactType> common(FactType earlier, FactType later) {
    if (earlier.equals(later)) {
      return Optional.of(later);
    }
    return switch (later) {
      case FactType.Enumeration(var values) -> {
        List<String> both =
            earlier instanceof FactType.Enumeration(var before)
                ? values.stream().filter(before::contains).toList()
                : List.of();
        yield both.size() < 2 ? Optional.empty() : Optional.of(new FactType.Enumeration(both));
      }
      case FactType.Quantity(var unit, var least, var greatest) ->
          earlier instanceof FactType.Quantity(var before, var from, var to) && before.equals(unit)
              ? Optional.of(
                  new FactType.Quantity(
                      unit,
                      both(least, from, BigDecimal::max),
                      both(greatest, to, BigDecimal::min)))
              : Optional.empty();
      case FactType.Count(var greatest) ->
          earlier instanceof FactType.Count(var to)
              ? Optional.of(new FactType.Count(both(greatest, to, Math::min)))
              : Optional.empty();
      case FactType.SingleCode(var systems) ->
          earlier instanceof FactType.SingleCode(var before)
              ? systems(systems, before).map(FactType.SingleCode::new)
              : Optional.empty();
      case FactType.CodeList(var systems) ->
          earlier instanceof FactType.CodeList(var before)
              ? systems(systems, before).map(FactType.CodeList::new)
              : Optional.empty();
      case FactType.Document _ ->
          earlier instanceof FactType.Document ? Optional.of(later) : Optional.empty();
      case FactType.YesNo _, FactType.Date _, FactType.History _ -> Optional.empty();
    };
  }

  private interface Choice<T> {
    T of(T left, T right);
  }

  private static <T> Optional<T> both(Optional<T> left, Optional<T> right, Choice<T> choice) {
    return left.isPresent() && right.isPresent()
        ? Optional.of(choice.of(left.get(), right.get()))
        : left.or(() -> right);
  }

  /** No systems means every system. */
  private static Optional<Set<CodeSystem>> systems(Set<CodeSystem> left, Set<CodeSystem> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.of(left.isEmpty() ? right : left);
    }
    var both = EnumSet.copyOf(left);
    both.retainAll(right);
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }
}
