package org.proviso.spectroscopy.yardstick.spin;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Simulates the lines of a moiety after a sequence. Rotation as NIfTI-MRS prescribes: a line at
 * chemical shift &delta; has the frequency (&delta;<sub>ref</sub> &minus; &delta;) F, in Hz with F
 * in MHz. Amplitudes are relative to what the sequence leaves of an uncoupled proton: all of it, or
 * half of it in a stimulated echo.
 */
public final class SpinSimulation {

  /**
   * Lines weaker than this share of one proton are left out; all of them together stay below it.
   */
  private static final double LEAST_LINE = 1e-9;

  private final EchoSequence sequence;
  private final double megahertz;
  private final double referencePpm;

  /**
   * A simulation.
   *
   * @param sequence the sequence
   * @param megahertz spectrometer frequency
   * @param referencePpm chemical shift at zero frequency
   */
  public SpinSimulation(EchoSequence sequence, double megahertz, double referencePpm) {
    this.sequence = sequence;
    this.megahertz = megahertz;
    this.referencePpm = referencePpm;
  }

  /**
   * A line.
   *
   * @param hertz frequency
   * @param real real part of the amplitude at the echo, in protons
   * @param imaginary imaginary part
   */
  public record Line(double hertz, double real, double imaginary) {}

  /**
   * The lines of one molecule's moiety.
   *
   * @return lines whose amplitudes at time zero after pulse-acquire add up to the moiety's protons
   */
  public List<Line> lines(Moiety moiety) {
    SpinSystem system = moiety.system();
    List<Line> lines = new ArrayList<>();
    if (system.phosphorusCouplings().isEmpty()) {
      add(system, 0, moiety.multiplicity(), lines);
    } else {
      // The proton pulses do not touch 31P: half of the molecules have it up, half down.
      add(system, 0.5, moiety.multiplicity() / 2, lines);
      add(system, -0.5, moiety.multiplicity() / 2, lines);
    }
    return lines;
  }

  private void add(SpinSystem system, double phosphorus, double weight, List<Line> lines) {
    int spins = system.protons();
    double[] hertz = new double[spins];
    for (int spin = 0; spin < spins; spin++) {
      hertz[spin] = (referencePpm - system.shifts().get(spin)) * megahertz;
      if (phosphorus != 0) {
        hertz[spin] += phosphorus * system.phosphorusCouplings().get(spin);
      }
    }
    Hamiltonian hamiltonian = new Hamiltonian(system, hertz);
    DensityMatrix state = DensityMatrix.excited(spins);
    run(state, hamiltonian);
    double share = sequence instanceof EchoSequence.Steam ? 0.5 : 1;
    read(state, hamiltonian, weight / share, lines);
  }

  private void run(DensityMatrix state, Hamiltonian hamiltonian) {
    switch (sequence) {
      case EchoSequence.PulseAcquire none -> {
        // Read out at once.
      }
      case EchoSequence.Press press -> {
        state.precess(hamiltonian, press.firstEcho() / 2);
        state.refocus();
        state.precess(hamiltonian, (press.firstEcho() + press.secondEcho()) / 2);
        state.refocus();
        state.precess(hamiltonian, press.secondEcho() / 2);
      }
      case EchoSequence.SemiLaser laser -> {
        state.precess(hamiltonian, laser.echoTime() / 8);
        for (int pulse = 1; pulse <= 4; pulse++) {
          state.refocus();
          state.precess(hamiltonian, laser.echoTime() / (pulse < 4 ? 4 : 8));
        }
      }
      case EchoSequence.Steam steam -> {
        state.select(1);
        state.precess(hamiltonian, steam.echoTime() / 2);
        state.rotateByNinety();
        state.select(0);
        state.precess(hamiltonian, steam.mixingTime());
        state.rotateByNinety();
        state.select(-1);
        state.precess(hamiltonian, steam.echoTime() / 2);
      }
    }
  }

  /** The signal Tr(&rho;(t) F+) as a sum over pairs of eigenstates. */
  private static void read(
      DensityMatrix state, Hamiltonian hamiltonian, double weight, List<Line> lines) {
    int n = state.real().numRows;
    DMatrixRMaj raising = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int bit = 1; bit < n; bit <<= 1) {
        if ((i & bit) != 0) {
          raising.set(i ^ bit, i, 1);
        }
      }
    }
    DMatrixRMaj detector = hamiltonian.toEigenbasis(raising);
    DMatrixRMaj real = hamiltonian.toEigenbasis(state.real());
    DMatrixRMaj imaginary = hamiltonian.toEigenbasis(state.imaginary());
    // Tr(Fx F+) of n spins is n 2^n / 4.
    double scale = 4 * weight / n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = scale * real.get(i, j) * detector.get(j, i);
        double im = scale * imaginary.get(i, j) * detector.get(j, i);
        if (Math.abs(re) + Math.abs(im) > LEAST_LINE / n) {
          double hertz = -(hamiltonian.energy(i) - hamiltonian.energy(j)) / (2 * Math.PI);
          lines.add(new Line(hertz, re, im));
        }
      }
    }
  }

  /**
   * The free induction decay of lines without any decay.
   *
   * @param lines lines
   * @param points complex points
   * @param dwellTime seconds
   * @return interleaved real and imaginary parts, time zero at the echo
   */
  public static double[] signal(List<Line> lines, int points, double dwellTime) {
    double[] signal = new double[2 * points];
    for (Line line : lines) {
      double angle = 2 * Math.PI * line.hertz() * dwellTime;
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double re = line.real();
      double im = line.imaginary();
      for (int t = 0; t < points; t++) {
        signal[2 * t] += re;
        signal[2 * t + 1] += im;
        double next = re * cos - im * sin;
        im = re * sin + im * cos;
        re = next;
      }
    }
    return signal;
  }
}
