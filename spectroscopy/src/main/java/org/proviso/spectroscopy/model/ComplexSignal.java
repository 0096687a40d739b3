package org.proviso.spectroscopy.model;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable complex time signal with named dimensions. Time is the innermost axis; the other
 * dimensions follow in row-major order, the first dimension varying slowest. The rotation follows
 * {@link ChemicalShift}.
 *
 * <p>A <em>trace</em> is one time signal (one free induction decay); a signal without other
 * dimensions has exactly one trace.
 */
public final class ComplexSignal {

  private final int points;
  private final List<Dimension> dimensions;
  private final double[] values;

  private ComplexSignal(int points, List<Dimension> dimensions, double[] values) {
    this.points = points;
    this.dimensions = dimensions;
    this.values = values;
  }

  /**
   * A signal of one trace.
   *
   * @param interleaved {@code [re0, im0, re1, im1, ...]}; copied
   * @return the signal
   */
  public static ComplexSignal of(double[] interleaved) {
    return of(interleaved.length / 2, List.of(), interleaved);
  }

  /**
   * A signal with dimensions.
   *
   * @param points complex points of each trace, at least 1
   * @param dimensions the dimensions besides time, slowest first; their kinds are distinct
   * @param interleaved all traces, one after the other; 2 &times; points &times; traces values;
   *     copied
   * @return the signal
   * @throws IllegalArgumentException when the sizes disagree, a kind repeats, or a value is not
   *     finite
   */
  public static ComplexSignal of(int points, List<Dimension> dimensions, double[] interleaved) {
    long expected = 2L * points;
    for (Dimension dimension : dimensions) {
      expected = Math.multiplyExact(expected, dimension.size());
    }
    if (points < 1 || expected != interleaved.length) {
      throw new IllegalArgumentException(
          "expected " + expected + " interleaved values, got " + interleaved.length);
    }
    if (dimensions.stream().map(Dimension::kind).distinct().count() != dimensions.size()) {
      throw new IllegalArgumentException("a dimension is named twice: " + dimensions);
    }
    for (int i = 0; i < interleaved.length; i++) {
      if (!Double.isFinite(interleaved[i])) {
        throw new IllegalArgumentException("value " + i + " is not finite: " + interleaved[i]);
      }
    }
    return new ComplexSignal(points, List.copyOf(dimensions), interleaved.clone());
  }

  /** Complex points of each trace. */
  public int points() {
    return points;
  }

  /** The dimensions besides time, slowest first. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** Number of traces: the product of the dimensions' sizes. */
  public int traces() {
    return values.length / (2 * points);
  }

  /**
   * The size of a dimension.
   *
   * @param kind the dimension asked for
   * @return its size, 1 when the signal has no such dimension
   */
  public int size(Dimension.Kind kind) {
    for (Dimension dimension : dimensions) {
      if (dimension.kind() == kind) {
        return dimension.size();
      }
    }
    return 1;
  }

  /**
   * One trace as a fresh interleaved array.
   *
   * @param trace flat index, 0 to traces &minus; 1
   * @return 2 &times; points values; the caller may change them
   */
  public double[] trace(int trace) {
    if (trace < 0 || trace >= traces()) {
      throw new IndexOutOfBoundsException("trace " + trace + " of " + traces());
    }
    return Arrays.copyOfRange(values, 2 * points * trace, 2 * points * (trace + 1));
  }

  /** All traces, one after the other, as a fresh interleaved array. */
  public double[] toInterleaved() {
    return values.clone();
  }

  /** The signal with every imaginary part negated: the other rotation. */
  public ComplexSignal conjugate() {
    double[] mirrored = values.clone();
    for (int i = 1; i < mirrored.length; i += 2) {
      mirrored[i] = -mirrored[i];
    }
    return new ComplexSignal(points, dimensions, mirrored);
  }

  /**
   * The signal with its dimensions in another order.
   *
   * @param order the kinds in their new order, slowest first; kinds that the signal lacks are
   *     skipped and kinds not named keep their order after the named ones
   * @return the same traces, reordered
   */
  public ComplexSignal ordered(Dimension.Kind... order) {
    int count = dimensions.size();
    int[] source = new int[count];
    boolean[] used = new boolean[count];
    int filled = 0;
    for (Dimension.Kind kind : order) {
      for (int i = 0; i < count; i++) {
        if (!used[i] && dimensions.get(i).kind() == kind) {
          source[filled++] = i;
          used[i] = true;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (!used[i]) {
        source[filled++] = i;
      }
    }
    int[] stride = new int[count];
    int step = 1;
    for (int i = count - 1; i >= 0; i--) {
      stride[i] = step;
      step *= dimensions.get(i).size();
    }
    double[] moved = new double[values.length];
    int[] index = new int[count];
    for (int trace = 0; trace < traces(); trace++) {
      int from = 0;
      for (int i = 0; i < count; i++) {
        from += index[i] * stride[source[i]];
      }
      System.arraycopy(values, 2 * points * from, moved, 2 * points * trace, 2 * points);
      for (int i = count - 1; i >= 0; i--) {
        index[i]++;
        if (index[i] < dimensions.get(source[i]).size()) {
          break;
        }
        index[i] = 0;
      }
    }
    List<Dimension> reordered = Arrays.stream(source).mapToObj(dimensions::get).toList();
    return new ComplexSignal(points, reordered, moved);
  }
}
