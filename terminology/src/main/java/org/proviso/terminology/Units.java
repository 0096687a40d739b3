package org.proviso.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.jspecify.annotations.Nullable;

/**
 * Units of measure after UCUM (Schadow and McDonald, <i>The Unified Code for Units of Measure</i>),
 * case sensitive.
 *
 * <p>The definitions (about 80 kB of XML) are loaded when a conversion first needs them; equal
 * units never do. A unit made of an annotation only, such as {@code {pack-years}}, is a pure
 * number. Safe for use by several threads.
 */
public final class Units {
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^{}]*\\}");
  private static final Map<String, Optional<Scale>> SCALES = new ConcurrentHashMap<>();

  /** More distinct units than any record has; keeps hostile input from filling the memory. */
  private static final int MOST_REMEMBERED = 4096;

  private static final int LONGEST_UNIT = 100;

  /**
   * UCUM's special units other than the two temperatures are not proportional to their base units
   * (UCUM, section 22); converting them as if they were would be wrong.
   */
  private static final Pattern NOT_PROPORTIONAL =
      Pattern.compile(
          "Cel|\\[deg(?:F|Re)]|\\[pH]|\\[p'diop]|%\\[slope]|\\[hp'_|Np|bit_s"
              + "|(?:^|[./]|[dcm])B(?:$|[./\\[])|\\[m/s2/Hz\\^0\\.5]");

  private Units() {}

  /** What came of a conversion. */
  public sealed interface Conversion {
    /** The number in the unit asked for. Exact, or rounded to 34 digits where it never ends. */
    record Converted(BigDecimal value) implements Conversion {}

    /** There is no conversion; a sentence that says why. */
    record Impossible(String reason) implements Conversion {}
  }

  /** Converts a number from one unit to another. */
  public static Conversion convert(BigDecimal value, String from, String to) {
    String source = normalized(from);
    String target = normalized(to);
    if (source.equals(target)) {
      return new Conversion.Converted(value);
    }
    Optional<Scale> sourceScale = scale(source);
    if (sourceScale.isEmpty()) {
      return new Conversion.Impossible("'" + shown(from) + "' is not a UCUM unit");
    }
    Optional<Scale> targetScale = scale(target);
    if (targetScale.isEmpty()) {
      return new Conversion.Impossible("'" + shown(to) + "' is not a UCUM unit");
    }
    Scale first = sourceScale.get();
    Scale second = targetScale.get();
    if (!first.base.equals(second.base)) {
      return new Conversion.Impossible(
          "'" + shown(from) + "' and '" + shown(to) + "' measure different things");
    }
    BigDecimal moved =
        value.add(first.shift).multiply(first.numerator).multiply(second.denominator);
    return new Conversion.Converted(
        quotient(moved, first.denominator.multiply(second.numerator)).subtract(second.shift));
  }

  /** Whether numbers of one unit can be converted to the other. */
  public static boolean convertible(String from, String to) {
    return convert(BigDecimal.ONE, from, to) instanceof Conversion.Converted;
  }

  /** Whether it is a UCUM unit. */
  public static boolean isUnit(String unit) {
    String normalized = normalized(unit);
    return normalized.equals("1") || scale(normalized).isPresent();
  }

  private static String normalized(String unit) {
    if (unit.isEmpty() || unit.equals("1")) {
      return "1";
    }
    return unit.charAt(0) == '{' && ANNOTATION.matcher(unit).matches() ? "1" : unit;
  }

  private static String shown(String unit) {
    String printable = unit.replaceAll("\\P{Graph}", "?");
    return printable.length() <= 20 ? printable : printable.substring(0, 20) + "...";
  }

  private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    try {
      return dividend.divide(divisor);
    } catch (ArithmeticException withoutEnd) {
      return dividend.divide(divisor, MathContext.DECIMAL128);
    }
  }

  private static Optional<Scale> scale(String unit) {
    if (unit.equals("1")) {
      return Optional.of(Scale.NUMBER);
    }
    if (unit.equals("Cel")) {
      return Optional.of(Scale.CELSIUS);
    }
    if (unit.equals("[degF]")) {
      return Optional.of(Scale.FAHRENHEIT);
    }
    Optional<Scale> known = SCALES.get(unit);
    if (known != null) {
      return known;
    }
    Optional<Scale> measured = Optional.ofNullable(measure(unit));
    if (SCALES.size() < MOST_REMEMBERED) {
      SCALES.put(unit, measured);
    }
    return measured;
  }

  /** How many base units one of the unit is. */
  private static @Nullable Scale measure(String unit) {
    if (unit.length() > LONGEST_UNIT || NOT_PROPORTIONAL.matcher(unit).find()) {
      return null;
    }
    try {
      synchronized (Service.UCUM) {
        Pair one = Service.UCUM.getCanonicalForm(new Pair(new Decimal("1.000000000000000"), unit));
        BigDecimal factor = new BigDecimal(one.getValue().asDecimal()).stripTrailingZeros();
        return factor.signum() == 0
            ? null
            : new Scale(one.getCode(), BigDecimal.ZERO, factor, BigDecimal.ONE);
      }
    } catch (UcumException | RuntimeException notAUnit) {
      // The library reports malformed units by either kind of exception.
      return null;
    }
  }

  /** {@code base = (value + shift) * numerator / denominator}; the quotient keeps 5/9 exact. */
  private record Scale(
      String base, BigDecimal shift, BigDecimal numerator, BigDecimal denominator) {
    static final Scale NUMBER = new Scale("", BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);
    static final Scale CELSIUS =
        new Scale("K", new BigDecimal("273.15"), BigDecimal.ONE, BigDecimal.ONE);
    static final Scale FAHRENHEIT =
        new Scale("K", new BigDecimal("459.67"), BigDecimal.valueOf(5), BigDecimal.valueOf(9));
  }

  /** Loaded on first use. */
  private static final class Service {
    static final UcumEssenceService UCUM = load();

    private static UcumEssenceService load() {
      try (InputStream definitions =
          UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
        if (definitions == null) {
          throw new IllegalStateException("the UCUM library lacks its definitions");
        }
        return new UcumEssenceService(definitions);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (UcumException failure) {
        throw new IllegalStateException("the UCUM library cannot read its definitions", failure);
      }
    }
  }
}
