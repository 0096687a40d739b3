package org.proviso.terminology.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Component;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.proviso.ground.number.Rational;

/**
 * Units of the Unified Code for Units of Measure (case sensitive), converted exactly.
 *
 * <p>The UCUM library reads units and knows their definitions; the arithmetic is done here, in
 * fractions, because the library rounds. The definitions are loaded when first needed. Safe for use
 * by several threads.
 *
 * <p>Special units (UCUM section 21) other than degrees Celsius and Fahrenheit, and arbitrary units
 * (section 24), convert to themselves only.
 */
public final class Units {
  /** The unit of a number that has none. */
  public static final String ONE = "1";

  private static final int LENGTH_LIMIT = 64;
  private static final int EXPONENT_LIMIT = 30;
  private static final String CELSIUS = "Cel";
  private static final String FAHRENHEIT = "[degF]";
  private static final Map<String, Optional<Canonical>> CANONICAL = new ConcurrentHashMap<>();

  private Units() {}

  /** A multiple of a product of base units. */
  private record Canonical(Rational factor, Map<String, Integer> dimensions) {
    static final Canonical ONE = new Canonical(Rational.ONE, Map.of());

    Canonical times(Canonical other, int exponent) {
      var product = new TreeMap<>(dimensions);
      other.dimensions.forEach(
          (base, power) -> product.merge(base, power * exponent, Integer::sum));
      product.values().removeIf(power -> power == 0);
      return new Canonical(factor.times(other.factor.power(exponent)), Map.copyOf(product));
    }
  }

  /** Loads the definitions once, when a unit is first looked at. */
  private static final class Definitions {
    static final UcumModel MODEL = load();

    private static UcumModel load() {
      try (InputStream essence = UcumModel.class.getResourceAsStream("/ucum-essence.xml")) {
        if (essence == null) {
          throw new IllegalStateException("the UCUM library has no definitions");
        }
        return new UcumEssenceService(essence).getModel();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (UcumException failure) {
        throw new IllegalStateException("the UCUM library cannot read its definitions", failure);
      }
    }
  }

  /**
   * Whether the unit is empty, {@code 1}, or made of an annotation only, such as {@code
   * {pack-years}}.
   */
  public static boolean isPureNumber(String unit) {
    return unit.isEmpty()
        || unit.equals(ONE)
        || (unit.length() > 2
            && unit.startsWith("{")
            && unit.indexOf('}') == unit.length() - 1
            && unit.indexOf('{', 1) < 0);
  }

  /** Whether UCUM knows the unit. */
  public static boolean isUnit(String unit) {
    return isPureNumber(unit) || canonical(unit).isPresent();
  }

  /** How numbers in one unit become numbers in another. */
  public static Conversion conversion(String from, String to) {
    if (isPureNumber(from) && isPureNumber(to)) {
      return new Conversion.Linear(Rational.ONE, Rational.ZERO);
    }
    Optional<Canonical> source = canonical(from);
    Optional<Canonical> target = canonical(to);
    if (source.isEmpty() || target.isEmpty()) {
      return new Conversion.UnknownUnit(source.isEmpty() ? from : to);
    }
    if (from.equals(to)) {
      return new Conversion.Linear(Rational.ONE, Rational.ZERO);
    }
    if (!source.get().dimensions().equals(target.get().dimensions())) {
      return new Conversion.Incompatible();
    }
    // kelvin = number * factor + zero, for both.
    Rational factor = source.get().factor().dividedBy(target.get().factor());
    Rational offset = zero(from).minus(zero(to)).dividedBy(target.get().factor());
    return new Conversion.Linear(factor, offset);
  }

  /** The kelvins at which a scale of temperature has its zero (UCUM table 9). */
  private static Rational zero(String unit) {
    return switch (unit) {
      case CELSIUS -> Rational.of(27315, 100);
      case FAHRENHEIT -> Rational.of(45967, 180);
      default -> Rational.ZERO;
    };
  }

  private static Optional<Canonical> canonical(String unit) {
    Optional<Canonical> known = CANONICAL.get(unit);
    if (known != null) {
      return known;
    }
    Optional<Canonical> computed = compute(unit);
    // What people mistype is not worth remembering, and must not fill the memory.
    if (computed.isPresent()) {
      CANONICAL.putIfAbsent(unit, computed);
    }
    return computed;
  }

  private static Optional<Canonical> compute(String unit) {
    if (unit.length() > LENGTH_LIMIT || unit.isBlank()) {
      return Optional.empty();
    }
    if (unit.equals(CELSIUS)) {
      return Optional.of(new Canonical(Rational.ONE, Map.of("K", 1)));
    }
    if (unit.equals(FAHRENHEIT)) {
      return Optional.of(new Canonical(Rational.of(5, 9), Map.of("K", 1)));
    }
    try {
      return Optional.of(canonical(new ExpressionParser(Definitions.MODEL).parse(unit)))
          .filter(canonical -> canonical.factor().numerator().signum() > 0);
    } catch (UcumException | ArithmeticException notAUnit) {
      return Optional.empty();
    }
  }

  private static Canonical canonical(Term first) throws UcumException {
    Canonical product = Canonical.ONE;
    int sign = 1;
    for (Term term = first; term != null; term = term.getTerm()) {
      if (term.hasComp()) {
        product = product.times(canonical(term.getComp()), sign);
      }
      // An operator stands between a component and the rest.
      if (term.hasOp()) {
        sign = term.getOp() == Operator.DIVISION ? -1 : 1;
      }
    }
    return product;
  }

  private static Canonical canonical(Component component) throws UcumException {
    if (component instanceof Term term) {
      return canonical(term);
    }
    if (component instanceof Factor factor) {
      return new Canonical(Rational.of(factor.getValue(), 1), Map.of());
    }
    if (component instanceof Symbol symbol) {
      int exponent = symbol.getExponent();
      if (Math.abs(exponent) > EXPONENT_LIMIT) {
        throw new ArithmeticException("the exponent is out of bounds");
      }
      Canonical one = canonicalOfUnit(symbol);
      if (symbol.hasPrefix()) {
        one = one.times(new Canonical(number(symbol.getPrefix().getValue()), Map.of()), 1);
      }
      return Canonical.ONE.times(one, exponent);
    }
    throw new ArithmeticException("not a part of a unit");
  }

  private static Canonical canonicalOfUnit(Symbol symbol) throws UcumException {
    String code = symbol.getUnit().getCode();
    if (!(symbol.getUnit() instanceof DefinedUnit unit)) {
      return new Canonical(Rational.ONE, Map.of(code, 1));
    }
    // The definitions write an arbitrary unit as 1; it is comparable with itself alone.
    boolean arbitrary =
        code.startsWith("[")
            && unit.getValue().getUnit().equals(ONE)
            && number(unit.getValue().getValue()).equals(Rational.ONE);
    if (unit.isSpecial() || arbitrary) {
      return new Canonical(Rational.ONE, Map.of(code, 1));
    }
    Canonical definition =
        canonical(new ExpressionParser(Definitions.MODEL).parse(unit.getValue().getUnit()));
    return definition.times(new Canonical(number(unit.getValue().getValue()), Map.of()), 1);
  }

  private static Rational number(Decimal value) {
    return Rational.of(new BigDecimal(value.asDecimal()));
  }
}
