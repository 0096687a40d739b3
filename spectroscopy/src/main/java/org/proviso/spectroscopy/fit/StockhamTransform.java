package org.proviso.spectroscopy.fit;

/**
 * Forward Fourier transform of a power of two on separate real and imaginary arrays: Stockham's
 * self-sorting radix-4 form (Van Loan 1992, Computational Frameworks for the FFT, section 1.7),
 * which reads and writes contiguously. It transforms several signals at once, interleaved, so that
 * every stage runs over neighbouring numbers. A fit spends a third of its time here, hence a second
 * transform beside the general one. Not for use by two threads at once.
 */
final class StockhamTransform {

  private final int length;
  private final int lanes;
  private final double[] cosine;
  private final double[] sine;
  private double[] re;
  private double[] im;
  private double[] otherRe;
  private double[] otherIm;

  /**
   * A transform.
   *
   * @param length points of each signal, a power of two
   * @param lanes signals transformed at once; point n of signal m stands at n times lanes plus m
   */
  StockhamTransform(int length, int lanes) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("not a power of two: " + length);
    }
    this.length = length;
    this.lanes = lanes;
    cosine = new double[length];
    sine = new double[length];
    for (int k = 0; k < length; k++) {
      cosine[k] = Math.cos(2 * Math.PI * k / length);
      sine[k] = -Math.sin(2 * Math.PI * k / length);
    }
    re = new double[length * lanes];
    im = new double[length * lanes];
    otherRe = new double[length * lanes];
    otherIm = new double[length * lanes];
  }

  int length() {
    return length;
  }

  int lanes() {
    return lanes;
  }

  /** Real part: to be filled before and read after {@link #forward}; fetch it anew each time. */
  double[] real() {
    return re;
  }

  /** Imaginary part, likewise. */
  double[] imaginary() {
    return im;
  }

  /** Transforms in place of the arrays that the accessors give. */
  void forward() {
    int stride = lanes;
    int remaining = length;
    while (remaining >= 4) {
      stage4(remaining, stride);
      swap();
      remaining /= 4;
      stride *= 4;
    }
    if (remaining == 2) {
      for (int q = 0; q < stride; q++) {
        double ar = re[q];
        double ai = im[q];
        double br = re[q + stride];
        double bi = im[q + stride];
        otherRe[q] = ar + br;
        otherIm[q] = ai + bi;
        otherRe[q + stride] = ar - br;
        otherIm[q + stride] = ai - bi;
      }
      swap();
    }
  }

  private void swap() {
    double[] keep = re;
    re = otherRe;
    otherRe = keep;
    keep = im;
    im = otherIm;
    otherIm = keep;
  }

  private void stage4(int remaining, int stride) {
    int quarter = remaining / 4;
    int twiddle = length / remaining;
    for (int p = 0; p < quarter; p++) {
      butterflies(
          re,
          im,
          otherRe,
          otherIm,
          stride,
          stride * p,
          stride * quarter,
          4 * stride * p,
          cosine[p * twiddle],
          sine[p * twiddle],
          cosine[2 * p * twiddle],
          sine[2 * p * twiddle],
          cosine[3 * p * twiddle],
          sine[3 * p * twiddle]);
    }
  }

  private static void butterflies(
      double[] xr,
      double[] xi,
      double[] yr,
      double[] yi,
      int stride,
      int from,
      int step,
      int to,
      double w1r,
      double w1i,
      double w2r,
      double w2i,
      double w3r,
      double w3i) {
    for (int q = 0; q < stride; q++) {
      int a = from + q;
      double ar = xr[a];
      double ai = xi[a];
      double br = xr[a + step];
      double bi = xi[a + step];
      double cr = xr[a + 2 * step];
      double ci = xi[a + 2 * step];
      double dr = xr[a + 3 * step];
      double di = xi[a + 3 * step];
      double sumR = ar + cr;
      double sumI = ai + ci;
      double differenceR = ar - cr;
      double differenceI = ai - ci;
      double otherR = br + dr;
      double otherI = bi + di;
      // i (b - d)
      double crossR = di - bi;
      double crossI = br - dr;
      int t = to + q;
      yr[t] = sumR + otherR;
      yi[t] = sumI + otherI;
      double ur = differenceR - crossR;
      double ui = differenceI - crossI;
      yr[t + stride] = ur * w1r - ui * w1i;
      yi[t + stride] = ur * w1i + ui * w1r;
      ur = sumR - otherR;
      ui = sumI - otherI;
      yr[t + 2 * stride] = ur * w2r - ui * w2i;
      yi[t + 2 * stride] = ur * w2i + ui * w2r;
      ur = differenceR + crossR;
      ui = differenceI + crossI;
      yr[t + 3 * stride] = ur * w3r - ui * w3i;
      yi[t + 3 * stride] = ur * w3i + ui * w3r;
    }
  }
}
