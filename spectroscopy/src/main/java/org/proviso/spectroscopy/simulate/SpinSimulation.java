package org.proviso.spectroscopy.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.proviso.spectroscopy.simulate.PulseSequence.Press;
import org.proviso.spectroscopy.simulate.PulseSequence.SemiLaser;
import org.proviso.spectroscopy.simulate.PulseSequence.Steam;

/**
 * The density matrix of one spin group through one sequence (Ernst, Bodenhausen, Wokaun 1987,
 * chapter 2). The Hamiltonian of shifts and scalar couplings is real and conserves the total
 * magnetic quantum number, so it is diagonalised once, block by block.
 *
 * <p>States are numbered by bits: a set bit is a proton with spin down.
 */
final class SpinSimulation {

  private final int protons;
  private final int states;
  private final double[] projection;
  private final double[] energy;
  // Columns are eigenstates in the product basis.
  private final double[][] eigenstates;

  private SpinSimulation(SpinGroup group, double[] offsetsHertz) {
    protons = offsetsHertz.length;
    states = 1 << protons;
    projection = new double[states];
    for (int state = 0; state < states; state++) {
      projection[state] = protons / 2.0 - Integer.bitCount(state);
    }
    energy = new double[states];
    eigenstates = new double[states][states];
    double[][] hamiltonian = hamiltonian(group, offsetsHertz);
    for (int down = 0; down <= protons; down++) {
      diagonalise(hamiltonian, down);
    }
  }

  /**
   * Simulates a group.
   *
   * @param group the group
   * @param sequence the sequence
   * @param spectrometerFrequency MHz
   * @return its lines at the echo, all copies included
   */
  static StickSpectrum simulate(
      SpinGroup group, PulseSequence sequence, double spectrometerFrequency) {
    StickSpectrum lines = simulateUnscaled(group, sequence, spectrometerFrequency);
    // Slices and stimulated echoes lose signal that an isolated proton on resonance loses as well.
    SpinGroup proton = SpinGroup.of("reference", 1, List.of(0.0), List.of());
    StickSpectrum reference = simulateUnscaled(proton, sequence, spectrometerFrequency);
    return lines.dividedBy(reference.real(0), reference.imaginary(0));
  }

  private static StickSpectrum simulateUnscaled(
      SpinGroup group, PulseSequence sequence, double spectrometerFrequency) {
    // The rotating frame sits in the middle of the group, which keeps the numbers small.
    double centre = group.shifts().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    List<StickSpectrum> parts = new ArrayList<>();
    List<double[]> environments = environments(group);
    for (double[] environment : environments) {
      double[] offsets = new double[group.shifts().size()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = (group.shifts().get(i) - centre) * spectrometerFrequency + environment[i];
      }
      SpinSimulation simulation = new SpinSimulation(group, offsets);
      Density echo = simulation.run(sequence);
      parts.add(
          simulation.observe(
              echo, centre, spectrometerFrequency, group.copies() / environments.size()));
    }
    return StickSpectrum.sum(spectrometerFrequency, parts, 1e-9);
  }

  /**
   * Frequency offsets in Hz of every proton for each state of the coupled phosphorus and nitrogen
   * nuclei. Proton pulses leave those nuclei alone and the couplings are weak, so each of their
   * states is a sub-ensemble with shifted proton frequencies.
   */
  private static List<double[]> environments(SpinGroup group) {
    List<double[]> environments = new ArrayList<>();
    environments.add(new double[group.shifts().size()]);
    for (SpinGroup.Nucleus nucleus : SpinGroup.Nucleus.values()) {
      double[] coupling = new double[group.shifts().size()];
      boolean present = false;
      for (SpinGroup.HeteronuclearCoupling heteronuclear : group.heteronuclear()) {
        if (heteronuclear.nucleus() == nucleus) {
          coupling[heteronuclear.proton()] += heteronuclear.hertz();
          present = true;
        }
      }
      if (present) {
        List<double[]> split = new ArrayList<>();
        for (double[] environment : environments) {
          for (double m : nucleus.projections()) {
            double[] shifted = environment.clone();
            for (int i = 0; i < shifted.length; i++) {
              shifted[i] += coupling[i] * m;
            }
            split.add(shifted);
          }
        }
        environments = split;
      }
    }
    return environments;
  }

  /** H in Hz: -sum nu Iz + sum J I.I (Levitt 1997, J Magn Reson 126:164, for a positive gamma). */
  private double[][] hamiltonian(SpinGroup group, double[] offsets) {
    double[][] hamiltonian = new double[states][states];
    for (int state = 0; state < states; state++) {
      for (int i = 0; i < protons; i++) {
        hamiltonian[state][state] -= offsets[i] * spin(state, i);
      }
      for (SpinGroup.Coupling coupling : group.couplings()) {
        int a = coupling.first();
        int b = coupling.second();
        hamiltonian[state][state] += coupling.hertz() * spin(state, a) * spin(state, b);
        if (((state >> a) & 1) != ((state >> b) & 1)) {
          hamiltonian[state ^ (1 << a) ^ (1 << b)][state] += coupling.hertz() / 2;
        }
      }
    }
    return hamiltonian;
  }

  private static double spin(int state, int proton) {
    return ((state >> proton) & 1) == 0 ? 0.5 : -0.5;
  }

  private void diagonalise(double[][] hamiltonian, int down) {
    int[] members = new int[states];
    int size = 0;
    for (int state = 0; state < states; state++) {
      if (Integer.bitCount(state) == down) {
        members[size++] = state;
      }
    }
    DMatrixRMaj block = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        block.set(i, j, hamiltonian[members[i]][members[j]]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(size, true, true);
    if (!decomposition.decompose(block)) {
      throw new ArithmeticException("the Hamiltonian's eigenvalues did not converge");
    }
    for (int k = 0; k < size; k++) {
      energy[members[k]] = decomposition.getEigenvalue(k).getReal();
      DMatrixRMaj vector = decomposition.getEigenVector(k);
      for (int i = 0; i < size; i++) {
        eigenstates[members[i]][members[k]] = vector.get(i, 0);
      }
    }
  }

  private Density run(PulseSequence sequence) {
    return switch (sequence) {
      case Press press -> spinEcho(press);
      case SemiLaser laser -> spinEcho(laser);
      case Steam steam -> stimulatedEcho(steam);
    };
  }

  private Density spinEcho(Press press) {
    double first = press.firstEcho() / 2;
    double second = press.secondEcho() / 2;
    return refocus(
        excited(), press.refocusing(), new double[][] {{first, first}, {second, second}});
  }

  private Density spinEcho(SemiLaser laser) {
    double delay = laser.echoTime() / 8;
    return refocus(
        excited(),
        laser.refocusing(),
        new double[][] {{delay, 2 * delay, delay}, {delay, 2 * delay, delay}});
  }

  /**
   * Refocuses along one direction after the other.
   *
   * @param delays for each direction the delays before, between and after its pulses
   */
  private Density refocus(Density excited, Optional<RefocusingPulse> shape, double[][] delays) {
    Density density = excited;
    int pulses = 0;
    for (double[] direction : delays) {
      pulses += direction.length - 1;
    }
    // Each pulse inverts the order of the coherence that is observed as order -1 in the end.
    int order = pulses % 2 == 0 ? -1 : 1;
    for (double[] direction : delays) {
      density =
          shape.isPresent()
              ? selective(density, shape.get(), direction, order)
              : ideal(density, direction);
      order = direction.length % 2 == 0 ? -order : order;
    }
    return density;
  }

  private Density ideal(Density before, double[] delays) {
    double[][] inversion = toEigenbasis(fullInversion());
    Density density = evolve(before, delays[0]);
    for (int i = 1; i < delays.length; i++) {
      density = evolve(density.rotate(inversion), delays[i]);
    }
    return density;
  }

  /**
   * The same with shaped pulses between crusher gradients, averaged over the slice. Crushers leave
   * only the coherences whose order a refocusing pulse inverts; this and the linearity of quantum
   * mechanics let one direction be averaged after the other (Zhang 2017, Med Phys 44:4169).
   */
  private Density selective(
      Density before, RefocusingPulse pulse, double[] delays, int startOrder) {
    Density sum = new Density(states);
    for (int position = 0; position < pulse.positions(); position++) {
      double offset = pulse.bandwidth() * (2.0 * (position + 0.5) / pulse.positions() - 1);
      Complex propagator = propagator(pulse, offset);
      Density density = before;
      int order = startOrder;
      for (int i = 0; i + 1 < delays.length; i++) {
        // Half of the pulse counts to the delay before it, half to the one after.
        double free = delays[i] - (i == 0 ? 0.5 : 1) * pulse.duration();
        if (free < 0) {
          throw new IllegalArgumentException(
              "the refocusing pulse of " + pulse.duration() + " s does not fit into the echo time");
        }
        density = evolve(density, free).keepOrder(order, projection);
        density = density.rotate(propagator);
        order = -order;
        density = density.keepOrder(order, projection);
      }
      density = evolve(density, delays[delays.length - 1] - 0.5 * pulse.duration());
      sum.add(density, 1.0 / pulse.positions());
    }
    return sum;
  }

  private Density stimulatedEcho(Steam steam) {
    double[][] pulse = toEigenbasis(quarterTurn());
    double half = steam.echoTime() / 2;
    Density density = evolve(excited().keepOrder(1, projection), half);
    density = density.rotate(pulse).keepOrder(0, projection);
    density = evolve(density, steam.mixingTime());
    density = density.rotate(pulse).keepOrder(-1, projection);
    return evolve(density, half);
  }

  /** Transverse magnetisation Fx after an ideal excitation, in the eigenbasis. */
  private Density excited() {
    double[][] fx = new double[states][states];
    for (int state = 0; state < states; state++) {
      for (int i = 0; i < protons; i++) {
        fx[state ^ (1 << i)][state] += 0.5;
      }
    }
    Density density = new Density(states);
    density.setReal(toEigenbasis(fx));
    return density;
  }

  /** An ideal 180 degree pulse about x: every spin is flipped (a common phase does not matter). */
  private double[][] fullInversion() {
    double[][] flip = new double[states][states];
    for (int state = 0; state < states; state++) {
      flip[state ^ (states - 1)][state] = 1;
    }
    return flip;
  }

  /** An ideal 90 degree pulse about y: a product of rotations of single spins. */
  private double[][] quarterTurn() {
    double[][] rotation = new double[states][states];
    double root = Math.sqrt(0.5);
    for (int to = 0; to < states; to++) {
      for (int from = 0; from < states; from++) {
        double product = 1;
        for (int i = 0; i < protons; i++) {
          boolean toDown = ((to >> i) & 1) == 1;
          boolean fromDown = ((from >> i) & 1) == 1;
          product *= !toDown && fromDown ? -root : root;
        }
        rotation[to][from] = product;
      }
    }
    return rotation;
  }

  private double[][] toEigenbasis(double[][] operator) {
    double[][] half = new double[states][states];
    for (int i = 0; i < states; i++) {
      for (int k = 0; k < states; k++) {
        double value = operator[i][k];
        if (value != 0) {
          for (int j = 0; j < states; j++) {
            half[i][j] += value * eigenstates[k][j];
          }
        }
      }
    }
    double[][] result = new double[states][states];
    for (int k = 0; k < states; k++) {
      for (int i = 0; i < states; i++) {
        double value = eigenstates[k][i];
        if (value != 0) {
          for (int j = 0; j < states; j++) {
            result[i][j] += value * half[k][j];
          }
        }
      }
    }
    return result;
  }

  private Density evolve(Density before, double seconds) {
    Density after = new Density(states);
    for (int a = 0; a < states; a++) {
      for (int b = 0; b < states; b++) {
        double angle = -2 * Math.PI * (energy[a] - energy[b]) * seconds;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double re = before.re[a][b];
        double im = before.im[a][b];
        after.re[a][b] = re * cos - im * sin;
        after.im[a][b] = re * sin + im * cos;
      }
    }
    return after;
  }

  /**
   * The propagator of a shaped pulse in the eigenbasis at one offset of the slice, by symmetric
   * splitting of each step (Strang 1968, SIAM J Numer Anal 5:506): half of the free evolution, the
   * pulse, the other half.
   */
  private Complex propagator(RefocusingPulse pulse, double offset) {
    double[] amplitude = pulse.amplitude();
    double[] phase = pulse.phase();
    double step = pulse.duration() / amplitude.length;
    Complex propagator = Complex.identity(states);
    for (int n = 0; n < amplitude.length; n++) {
      freeStep(propagator, offset, step / 2);
      productRotation(propagator, 2 * Math.PI * amplitude[n] * step, phase[n]);
      freeStep(propagator, offset, step / 2);
    }
    return propagator.inBasis(eigenstates);
  }

  /** Multiplies by exp(-i H t) from the left, block by block in the product basis. */
  private void freeStep(Complex operator, double offset, double seconds) {
    double[][] re = new double[states][states];
    double[][] im = new double[states][states];
    // exp(-iHt) = V exp(-iEt) V^T; V mixes only states of equal projection.
    for (int k = 0; k < states; k++) {
      double angle = -2 * Math.PI * (energy[k] - offset * projection[k]) * seconds;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double[] rowRe = new double[states];
      double[] rowIm = new double[states];
      for (int i = 0; i < states; i++) {
        double value = eigenstates[i][k];
        if (value != 0) {
          for (int j = 0; j < states; j++) {
            rowRe[j] += value * operator.re[i][j];
            rowIm[j] += value * operator.im[i][j];
          }
        }
      }
      for (int i = 0; i < states; i++) {
        double value = eigenstates[i][k];
        if (value != 0) {
          for (int j = 0; j < states; j++) {
            re[i][j] += value * (rowRe[j] * cos - rowIm[j] * sin);
            im[i][j] += value * (rowRe[j] * sin + rowIm[j] * cos);
          }
        }
      }
    }
    operator.set(re, im);
  }

  /** Multiplies by the rotation of every spin by an angle about an axis in the transverse plane. */
  private void productRotation(Complex operator, double angle, double phase) {
    double cos = Math.cos(angle / 2);
    double sin = Math.sin(angle / 2);
    // -i sin(angle/2) exp(-+ i phase) couples up and down.
    double downRe = Math.sin(phase) * sin;
    double downIm = -Math.cos(phase) * sin;
    double upRe = -Math.sin(phase) * sin;
    double upIm = -Math.cos(phase) * sin;
    for (int i = 0; i < protons; i++) {
      int bit = 1 << i;
      for (int state = 0; state < states; state++) {
        if ((state & bit) == 0) {
          operator.mixRows(state, state | bit, cos, upRe, upIm, downRe, downIm);
        }
      }
    }
  }

  /** Lines of the observable F+ at the echo. */
  private StickSpectrum observe(
      Density density, double centre, double spectrometerFrequency, double copies) {
    double[][] raising = new double[states][states];
    for (int state = 0; state < states; state++) {
      for (int i = 0; i < protons; i++) {
        if (((state >> i) & 1) == 1) {
          raising[state ^ (1 << i)][state] += 1;
        }
      }
    }
    double[][] observable = toEigenbasis(raising);
    // Tr(Fx F+) of n protons is n 2^n / 4; this scale makes the signal of a proton one.
    double scale = 4.0 / states * copies;
    int count = 0;
    for (int a = 0; a < states; a++) {
      for (int b = 0; b < states; b++) {
        if (projection[b] == projection[a] + 1) {
          count++;
        }
      }
    }
    double[] ppm = new double[count];
    double[] real = new double[count];
    double[] imaginary = new double[count];
    int line = 0;
    for (int a = 0; a < states; a++) {
      for (int b = 0; b < states; b++) {
        if (projection[b] == projection[a] + 1) {
          // rho_ab turns with exp(-2 pi i (E_a - E_b) t) and E_a - E_b = nu: a larger shift has a
          // more negative frequency, as everywhere in this module.
          ppm[line] = centre + (energy[a] - energy[b]) / spectrometerFrequency;
          real[line] = scale * density.re[a][b] * observable[b][a];
          imaginary[line] = scale * density.im[a][b] * observable[b][a];
          line++;
        }
      }
    }
    return new StickSpectrum(spectrometerFrequency, ppm, real, imaginary);
  }

  /** A density matrix in the eigenbasis. */
  private static final class Density {
    private final double[][] re;
    private final double[][] im;

    Density(int states) {
      re = new double[states][states];
      im = new double[states][states];
    }

    void setReal(double[][] values) {
      for (int i = 0; i < values.length; i++) {
        System.arraycopy(values[i], 0, re[i], 0, values.length);
      }
    }

    void add(Density other, double weight) {
      for (int i = 0; i < re.length; i++) {
        for (int j = 0; j < re.length; j++) {
          re[i][j] += weight * other.re[i][j];
          im[i][j] += weight * other.im[i][j];
        }
      }
    }

    /** Keeps the coherences of one order: the projection of the row less that of the column. */
    Density keepOrder(int order, double[] projection) {
      Density kept = new Density(re.length);
      for (int i = 0; i < re.length; i++) {
        for (int j = 0; j < re.length; j++) {
          if (Math.round(projection[i] - projection[j]) == order) {
            kept.re[i][j] = re[i][j];
            kept.im[i][j] = im[i][j];
          }
        }
      }
      return kept;
    }

    /** R rho R^T with a real rotation. */
    Density rotate(double[][] rotation) {
      Density rotated = new Density(re.length);
      sandwich(rotation, re, rotated.re);
      sandwich(rotation, im, rotated.im);
      return rotated;
    }

    private static void sandwich(double[][] rotation, double[][] inner, double[][] result) {
      int n = rotation.length;
      double[][] left = new double[n][n];
      multiplyAdd(rotation, inner, 1, left);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += left[i][k] * rotation[j][k];
          }
          result[i][j] = sum;
        }
      }
    }

    /** U rho U^dagger. */
    Density rotate(Complex propagator) {
      int n = re.length;
      double[][] leftRe = new double[n][n];
      double[][] leftIm = new double[n][n];
      multiplyAdd(propagator.re, re, 1, leftRe);
      multiplyAdd(propagator.im, im, -1, leftRe);
      multiplyAdd(propagator.re, im, 1, leftIm);
      multiplyAdd(propagator.im, re, 1, leftIm);
      double[][] adjointRe = transpose(propagator.re, 1);
      double[][] adjointIm = transpose(propagator.im, -1);
      Density rotated = new Density(n);
      multiplyAdd(leftRe, adjointRe, 1, rotated.re);
      multiplyAdd(leftIm, adjointIm, -1, rotated.re);
      multiplyAdd(leftRe, adjointIm, 1, rotated.im);
      multiplyAdd(leftIm, adjointRe, 1, rotated.im);
      return rotated;
    }
  }

  /** A complex operator. */
  private static final class Complex {
    private double[][] re;
    private double[][] im;

    private Complex(double[][] re, double[][] im) {
      this.re = re;
      this.im = im;
    }

    static Complex identity(int states) {
      Complex identity = new Complex(new double[states][states], new double[states][states]);
      for (int i = 0; i < states; i++) {
        identity.re[i][i] = 1;
      }
      return identity;
    }

    void set(double[][] newRe, double[][] newIm) {
      re = newRe;
      im = newIm;
    }

    void mixRows(
        int up, int down, double cos, double upRe, double upIm, double downRe, double downIm) {
      double[] upperRe = re[up];
      double[] upperIm = im[up];
      double[] lowerRe = re[down];
      double[] lowerIm = im[down];
      for (int j = 0; j < upperRe.length; j++) {
        double a = upperRe[j];
        double b = upperIm[j];
        double c = lowerRe[j];
        double d = lowerIm[j];
        upperRe[j] = cos * a + upRe * c - upIm * d;
        upperIm[j] = cos * b + upRe * d + upIm * c;
        lowerRe[j] = cos * c + downRe * a - downIm * b;
        lowerIm[j] = cos * d + downRe * b + downIm * a;
      }
    }

    Complex inBasis(double[][] vectors) {
      double[][] adjoint = transpose(vectors, 1);
      int n = re.length;
      double[][] half = new double[n][n];
      double[][] newRe = new double[n][n];
      multiplyAdd(re, vectors, 1, half);
      multiplyAdd(adjoint, half, 1, newRe);
      double[][] halfIm = new double[n][n];
      double[][] newIm = new double[n][n];
      multiplyAdd(im, vectors, 1, halfIm);
      multiplyAdd(adjoint, halfIm, 1, newIm);
      return new Complex(newRe, newIm);
    }
  }

  private static void multiplyAdd(double[][] a, double[][] b, double sign, double[][] result) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      double[] row = result[i];
      for (int k = 0; k < n; k++) {
        double value = sign * a[i][k];
        if (value != 0) {
          double[] other = b[k];
          for (int j = 0; j < n; j++) {
            row[j] += value * other[j];
          }
        }
      }
    }
  }

  private static double[][] transpose(double[][] a, double sign) {
    int n = a.length;
    double[][] transposed = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        transposed[j][i] = sign * a[i][j];
      }
    }
    return transposed;
  }
}
