package org.proviso.spectroscopy.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * A signal as a sum of damped complex sinusoids by the state-space method on its Hankel matrix
 * (HLSVD; Pijnappel 1992, J Magn Reson 97:122; Barkhuijsen 1987, J Magn Reson 73:553).
 *
 * <p>The dominant left singular subspace is found by Lanczos steps with Hankel products done by
 * Fourier transform, from a fixed start, so that equal input gives equal output.
 *
 * @param frequency frequencies, Hz
 * @param damping decay rates, 1/s, positive when the component decays
 * @param real real parts of the amplitudes
 * @param imaginary imaginary parts of the amplitudes
 * @param dwellTime seconds
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record DampedSinusoids(
    double[] frequency, double[] damping, double[] real, double[] imaginary, double dwellTime) {

  /** Lanczos steps for each sinusoid. */
  private static final int STEPS_PER_COMPONENT = 3;

  /** What is smaller than this part of the largest is no more than rounding. */
  private static final double RANK = 1e-12;

  private static final long SEED = 20260101L;

  /**
   * Decomposes a signal.
   *
   * @param signal one interleaved trace of at least 64 points
   * @param dwellTime seconds
   * @param components sinusoids, at most a quarter of the points
   * @return the sinusoids; empty when the eigenvalues cannot be found, as for a signal of zeros
   */
  static Optional<DampedSinusoids> find(double[] signal, double dwellTime, int components) {
    int points = signal.length / 2;
    int rows = points / 2;
    int columns = points - rows + 1;
    Hankel hankel = new Hankel(signal, rows, columns);
    double[][] subspace = leftSubspace(hankel, rows, columns, components);
    return subspace.length == 0
        ? Optional.empty()
        : poles(subspace, rows).flatMap(poles -> amplitudes(signal, dwellTime, poles));
  }

  /**
   * The dominant left singular vectors by Lanczos bidiagonalization (Golub and Kahan 1965, SIAM J
   * Numer Anal 2:205; for this purpose Laudadio 2002, J Magn Reson 157:292), with each new vector
   * made orthogonal to all before. Fewer than asked for where the matrix has a lower rank.
   */
  private static double[][] leftSubspace(Hankel hankel, int rows, int columns, int components) {
    int limit = Math.min(STEPS_PER_COMPONENT * components, Math.min(rows, columns));
    List<double[]> left = new ArrayList<>();
    List<double[]> right = new ArrayList<>();
    double[] diagonal = new double[limit];
    double[] above = new double[limit];
    Random random = new Random(SEED);
    double[] v = new double[2 * columns];
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextGaussian();
    }
    normalise(v);
    double largest = 0;
    while (left.size() < limit) {
      int step = left.size();
      right.add(v);
      double[] u = hankel.times(v);
      orthogonalise(u, left);
      diagonal[step] = normalise(u);
      largest = Math.max(largest, diagonal[step]);
      if (!(diagonal[step] > RANK * largest)) {
        break;
      }
      left.add(u);
      v = hankel.adjointTimes(u);
      orthogonalise(v, right);
      above[step] = normalise(v);
      if (!(above[step] > RANK * largest)) {
        break;
      }
    }
    int steps = left.size();
    int count = Math.min(components, steps);
    if (count == 0) {
      return new double[0][];
    }
    DMatrixRMaj bidiagonal = new DMatrixRMaj(steps, steps);
    for (int i = 0; i < steps; i++) {
      bidiagonal.set(i, i, diagonal[i]);
      if (i + 1 < steps) {
        bidiagonal.set(i, i + 1, above[i]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(steps, steps, true, false, true);
    if (!svd.decompose(bidiagonal)) {
      return new double[0][];
    }
    DMatrixRMaj vectors = svd.getU(null, false);
    double[] values = svd.getSingularValues();
    Integer[] order = new Integer[steps];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(values[j], values[i]));
    double[][] subspace = new double[count][2 * rows];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < steps; i++) {
        double weight = vectors.get(i, order[k]);
        double[] u = left.get(i);
        for (int n = 0; n < u.length; n++) {
          subspace[k][n] += weight * u[n];
        }
      }
    }
    return subspace;
  }

  /** The part of the signal whose frequencies lie in a range, as an interleaved trace. */
  double[] part(double lowest, double highest, int points) {
    double[] part = new double[2 * points];
    for (int k = 0; k < frequency.length; k++) {
      if (frequency[k] < lowest || frequency[k] > highest) {
        continue;
      }
      for (int n = 0; n < points; n++) {
        double t = n * dwellTime;
        double decay = Math.exp(-damping[k] * t);
        double cos = decay * Math.cos(2 * Math.PI * frequency[k] * t);
        double sin = decay * Math.sin(2 * Math.PI * frequency[k] * t);
        part[2 * n] += real[k] * cos - imaginary[k] * sin;
        part[2 * n + 1] += real[k] * sin + imaginary[k] * cos;
      }
    }
    return part;
  }

  /**
   * Common phase at the first point of the slowly decaying sinusoids in a range, radians: the phase
   * of the sum of their amplitudes.
   */
  OptionalDouble phase(double lowest, double highest, double largestDamping) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < frequency.length; k++) {
      if (frequency[k] >= lowest && frequency[k] <= highest && damping[k] < largestDamping) {
        re += real[k];
        im += imaginary[k];
      }
    }
    return re == 0 && im == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.atan2(im, re));
  }

  /** Number of sinusoids in a frequency range. */
  int count(double lowest, double highest) {
    int count = 0;
    for (double hertz : frequency) {
      count += hertz >= lowest && hertz <= highest ? 1 : 0;
    }
    return count;
  }

  /** Eigenvalues of the matrix that shifts the subspace by one row, in the least-squares sense. */
  private static Optional<double[]> poles(double[][] basis, int rows) {
    int count = basis.length;
    // With U orthonormal and u its last row, U_top* U_top = I - u* u: its inverse is closed.
    double[] last = new double[2 * count];
    double lastNorm = 0;
    for (int k = 0; k < count; k++) {
      last[2 * k] = basis[k][2 * (rows - 1)];
      last[2 * k + 1] = -basis[k][2 * (rows - 1) + 1];
      lastNorm += last[2 * k] * last[2 * k] + last[2 * k + 1] * last[2 * k + 1];
    }
    double scale = 1 / Math.max(1e-12, 1 - lastNorm);
    ComplexMatrix shift = new ComplexMatrix(count);
    for (int b = 0; b < count; b++) {
      double[] column = new double[2 * count];
      double dotRe = 0;
      double dotIm = 0;
      for (int a = 0; a < count; a++) {
        double re = 0;
        double im = 0;
        for (int n = 0; n + 1 < rows; n++) {
          double ar = basis[a][2 * n];
          double ai = basis[a][2 * n + 1];
          double br = basis[b][2 * n + 2];
          double bi = basis[b][2 * n + 3];
          re += ar * br + ai * bi;
          im += ar * bi - ai * br;
        }
        column[2 * a] = re;
        column[2 * a + 1] = im;
        dotRe += last[2 * a] * re + last[2 * a + 1] * im;
        dotIm += last[2 * a] * im - last[2 * a + 1] * re;
      }
      for (int a = 0; a < count; a++) {
        shift.set(
            a,
            b,
            column[2 * a] + scale * (last[2 * a] * dotRe - last[2 * a + 1] * dotIm),
            column[2 * a + 1] + scale * (last[2 * a] * dotIm + last[2 * a + 1] * dotRe));
      }
    }
    return shift.eigenvalues();
  }

  private static Optional<DampedSinusoids> amplitudes(
      double[] signal, double dwellTime, double[] poles) {
    int points = signal.length / 2;
    int count = poles.length / 2;
    double[] frequency = new double[count];
    double[] damping = new double[count];
    double[][] columns = new double[count][2 * points];
    for (int k = 0; k < count; k++) {
      double re = poles[2 * k];
      double im = poles[2 * k + 1];
      frequency[k] = Math.atan2(im, re) / (2 * Math.PI * dwellTime);
      // A growing component is noise; held at no decay it cannot overflow the fit.
      damping[k] = Math.max(0, -Math.log(Math.max(1e-12, Math.hypot(re, im))) / dwellTime);
      for (int n = 0; n < points; n++) {
        double decay = Math.exp(-damping[k] * n * dwellTime);
        double angle = 2 * Math.PI * frequency[k] * n * dwellTime;
        columns[k][2 * n] = decay * Math.cos(angle);
        columns[k][2 * n + 1] = decay * Math.sin(angle);
      }
    }
    ComplexMatrix normal = new ComplexMatrix(count);
    double[] right = new double[2 * count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double[] product = inner(columns[a], columns[b]);
        // A trace of regularisation keeps two equal poles from making the system singular.
        normal.set(a, b, product[0] * (a == b ? 1 + 1e-12 : 1), product[1]);
      }
      double[] product = inner(columns[a], signal);
      right[2 * a] = product[0];
      right[2 * a + 1] = product[1];
    }
    return normal
        .solve(right)
        .map(
            solution -> {
              double[] real = new double[count];
              double[] imaginary = new double[count];
              for (int k = 0; k < count; k++) {
                real[k] = solution[2 * k];
                imaginary[k] = solution[2 * k + 1];
              }
              return new DampedSinusoids(frequency, damping, real, imaginary, dwellTime);
            });
  }

  /** Gram-Schmidt, twice for safety (Giraud 2005, Numer Math 101:87). */
  private static void orthogonalise(double[] vector, List<double[]> others) {
    for (int pass = 0; pass < 2; pass++) {
      for (double[] other : others) {
        double[] overlap = inner(other, vector);
        for (int i = 0; i < vector.length; i += 2) {
          double re = other[i];
          double im = other[i + 1];
          vector[i] -= overlap[0] * re - overlap[1] * im;
          vector[i + 1] -= overlap[0] * im + overlap[1] * re;
        }
      }
    }
  }

  /** Scales to unit length; returns the length that it had. */
  private static double normalise(double[] vector) {
    double norm = Math.sqrt(inner(vector, vector)[0]);
    for (int i = 0; norm > 0 && i < vector.length; i++) {
      vector[i] /= norm;
    }
    return norm;
  }

  /** conj(a) . b as real and imaginary part. */
  private static double[] inner(double[] a, double[] b) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < a.length; i += 2) {
      re += a[i] * b[i] + a[i + 1] * b[i + 1];
      im += a[i] * b[i + 1] - a[i + 1] * b[i];
    }
    return new double[] {re, im};
  }

  /** Products with the Hankel matrix H[i][j] = s[i + j] as correlations by Fourier transform. */
  private static final class Hankel {
    private final int rows;
    private final int columns;
    private final FourierTransform transform;
    private final double[] spectrum;

    Hankel(double[] signal, int rows, int columns) {
      this.rows = rows;
      this.columns = columns;
      int length = Integer.highestOneBit(signal.length / 2 - 1) * 2;
      transform = FourierTransform.ofLength(length);
      spectrum = new double[2 * length];
      System.arraycopy(signal, 0, spectrum, 0, signal.length);
      transform.forward(spectrum);
    }

    /** H x. */
    double[] times(double[] x) {
      return product(x, columns, rows, false);
    }

    /** H* x, the conjugate transpose. */
    double[] adjointTimes(double[] x) {
      return product(x, rows, columns, true);
    }

    private double[] product(double[] x, int inputs, int outputs, boolean conjugate) {
      // y[i] = sum_j s[i+j] x[j] is the correlation of s with conj(x); conj(s) gives H*.
      double[] work = new double[2 * transform.length()];
      for (int j = 0; j < inputs; j++) {
        work[2 * j] = x[2 * j];
        work[2 * j + 1] = conjugate ? x[2 * j + 1] : -x[2 * j + 1];
      }
      transform.forward(work);
      for (int i = 0; i < work.length; i += 2) {
        double re = spectrum[i] * work[i] + spectrum[i + 1] * work[i + 1];
        double im = spectrum[i + 1] * work[i] - spectrum[i] * work[i + 1];
        work[i] = re;
        work[i + 1] = im;
      }
      transform.inverse(work);
      double[] result = new double[2 * outputs];
      for (int i = 0; i < outputs; i++) {
        result[2 * i] = work[2 * i];
        result[2 * i + 1] = conjugate ? -work[2 * i + 1] : work[2 * i + 1];
      }
      return result;
    }
  }
}
