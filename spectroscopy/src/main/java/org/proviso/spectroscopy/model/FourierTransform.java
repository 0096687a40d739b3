package org.proviso.spectroscopy.model;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Complex discrete Fourier transform of one length, on interleaved arrays {@code [re0, im0, re1,
 * im1, ...]}. Forward: X[k] = &Sigma; x[n] exp(&minus;2&pi;i kn/N), not scaled; inverse: scaled by
 * 1/N (the definition of NumPy, MATLAB and NIfTI-MRS Appendix A).
 *
 * <p>Powers of two run as an iterative radix-2 transform with tabulated twiddles; other lengths
 * follow Bluestein (1970), IEEE Trans Audio Electroacoust 18:451. An instance is immutable and may
 * be shared among threads; {@link #ofLength} caches the tables.
 */
public final class FourierTransform {

  /** Longest transform: 2^24 points, far above any spectroscopy signal. */
  public static final int MAX_LENGTH = 1 << 24;

  private static final ConcurrentHashMap<Integer, FourierTransform> CACHE =
      new ConcurrentHashMap<>();

  private final int length;
  // Radix-2 tables; for other lengths those of the convolution inside `chirp`.
  private final double[] cosine;
  private final double[] sine;
  private final int[] reversed;
  private final @Nullable Chirp chirp;

  private FourierTransform(int length) {
    this.length = length;
    if (Integer.bitCount(length) == 1) {
      cosine = new double[length / 2];
      sine = new double[length / 2];
      for (int k = 0; k < length / 2; k++) {
        cosine[k] = Math.cos(-2 * Math.PI * k / length);
        sine[k] = Math.sin(-2 * Math.PI * k / length);
      }
      reversed = bitReversal(length);
      chirp = null;
    } else {
      cosine = new double[0];
      sine = new double[0];
      reversed = new int[0];
      chirp = new Chirp(length);
    }
  }

  /**
   * The transform of a length.
   *
   * @param length number of complex points, 1 to {@link #MAX_LENGTH}
   * @return a shared, thread-safe transform
   * @throws IllegalArgumentException when the length is out of range
   */
  public static FourierTransform ofLength(int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("transform length out of range: " + length);
    }
    FourierTransform known = CACHE.get(length);
    if (known != null) {
      return known;
    }
    FourierTransform made = new FourierTransform(length);
    // Only common lengths stay: a table of an odd, huge length would be kept for ever.
    if (length <= 1 << 17) {
      CACHE.putIfAbsent(length, made);
    }
    return made;
  }

  /** Number of complex points. */
  public int length() {
    return length;
  }

  /**
   * Forward transform in place.
   *
   * @param data interleaved, 2 &times; length values; replaced by its transform
   */
  public void forward(double[] data) {
    require(data);
    if (chirp == null) {
      radix2(data);
    } else {
      chirp.transform(data);
    }
  }

  /**
   * Inverse transform in place, scaled by 1/N.
   *
   * @param data interleaved, 2 &times; length values; replaced by its inverse transform
   */
  public void inverse(double[] data) {
    require(data);
    negateImaginary(data, 1);
    forward(data);
    negateImaginary(data, 1.0 / length);
  }

  /**
   * The spectrum of a time signal: forward transform, zero frequency moved to index N/2. The index
   * rises with frequency and falls with chemical shift (see {@link ChemicalShift}).
   *
   * @param signal interleaved time signal, left unchanged
   * @return interleaved spectrum of the same length
   */
  public static double[] spectrum(double[] signal) {
    double[] work = signal.clone();
    int points = work.length / 2;
    ofLength(points).forward(work);
    return rotate(work, points / 2);
  }

  /**
   * The time signal of a spectrum made by {@link #spectrum}.
   *
   * @param spectrum interleaved spectrum with zero frequency at index N/2, left unchanged
   * @return interleaved time signal of the same length
   */
  public static double[] timeSignal(double[] spectrum) {
    int points = spectrum.length / 2;
    double[] work = rotate(spectrum, points - points / 2);
    ofLength(points).inverse(work);
    return work;
  }

  private static double[] rotate(double[] data, int by) {
    int points = data.length / 2;
    double[] moved = new double[data.length];
    System.arraycopy(data, 0, moved, 2 * by, 2 * (points - by));
    System.arraycopy(data, 2 * (points - by), moved, 0, 2 * by);
    return moved;
  }

  private void require(double[] data) {
    if (data.length != 2 * length) {
      throw new IllegalArgumentException(
          "expected " + 2 * length + " interleaved values, got " + data.length);
    }
  }

  private static void negateImaginary(double[] data, double scale) {
    for (int i = 0; i < data.length; i += 2) {
      data[i] *= scale;
      data[i + 1] *= -scale;
    }
  }

  private static int[] bitReversal(int length) {
    int[] table = new int[length];
    int bits = Integer.numberOfTrailingZeros(length);
    for (int i = 1; i < length; i++) {
      table[i] = Integer.reverse(i) >>> (32 - bits);
    }
    return table;
  }

  private void radix2(double[] data) {
    for (int i = 0; i < length; i++) {
      int j = reversed[i];
      if (j > i) {
        double re = data[2 * i];
        double im = data[2 * i + 1];
        data[2 * i] = data[2 * j];
        data[2 * i + 1] = data[2 * j + 1];
        data[2 * j] = re;
        data[2 * j + 1] = im;
      }
    }
    for (int half = 1; half < length; half *= 2) {
      int stride = length / (2 * half);
      for (int start = 0; start < length; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          double wr = cosine[k * stride];
          double wi = sine[k * stride];
          int upper = 2 * (start + k);
          int lower = upper + 2 * half;
          double re = data[lower] * wr - data[lower + 1] * wi;
          double im = data[lower] * wi + data[lower + 1] * wr;
          data[lower] = data[upper] - re;
          data[lower + 1] = data[upper + 1] - im;
          data[upper] += re;
          data[upper + 1] += im;
        }
      }
    }
  }

  /** Bluestein's chirp: a transform of any length as one cyclic convolution. */
  private static final class Chirp {
    private final int length;
    private final double[] factor;
    private final double[] kernel;
    private final FourierTransform convolution;

    Chirp(int length) {
      this.length = length;
      int padded = Integer.highestOneBit(2 * length - 1) * 2;
      convolution = new FourierTransform(padded);
      factor = new double[2 * length];
      kernel = new double[2 * padded];
      for (int n = 0; n < length; n++) {
        // n squared modulo 2N keeps the angle exact for long signals.
        double angle = Math.PI * ((long) n * n % (2L * length)) / length;
        factor[2 * n] = Math.cos(angle);
        factor[2 * n + 1] = -Math.sin(angle);
        kernel[2 * n] = Math.cos(angle);
        kernel[2 * n + 1] = Math.sin(angle);
        if (n > 0) {
          kernel[2 * (padded - n)] = kernel[2 * n];
          kernel[2 * (padded - n) + 1] = kernel[2 * n + 1];
        }
      }
      convolution.forward(kernel);
    }

    void transform(double[] data) {
      double[] work = new double[kernel.length];
      multiply(data, factor, work, length);
      convolution.forward(work);
      multiply(work, kernel, work, convolution.length);
      convolution.inverse(work);
      multiply(work, factor, data, length);
    }

    private static void multiply(double[] a, double[] b, double[] out, int points) {
      for (int i = 0; i < 2 * points; i += 2) {
        double re = a[i] * b[i] - a[i + 1] * b[i + 1];
        double im = a[i] * b[i + 1] + a[i + 1] * b[i];
        out[i] = re;
        out[i + 1] = im;
      }
    }
  }
}
