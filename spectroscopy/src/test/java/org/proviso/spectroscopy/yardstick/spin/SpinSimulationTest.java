package org.proviso.spectroscopy.yardstick.spin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.yardstick.spin.SpinSimulation.Line;

/** Lines against what quantum mechanics gives in closed form. */
class SpinSimulationTest {

  private static final double MEGAHERTZ = 127.74;
  private static final double REFERENCE = 4.65;
  private static final EchoSequence READOUT = new EchoSequence.PulseAcquire();

  @Test
  void anUncoupledProtonIsOneLineAtItsShift() {
    List<Line> lines = lines(READOUT, SpinSystem.of(2.0));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().hertz()).isCloseTo(2.65 * MEGAHERTZ, within(1e-9));
    assertThat(lines.getFirst().real()).isCloseTo(1, within(1e-12));
    assertThat(lines.getFirst().imaginary()).isCloseTo(0, within(1e-12));
  }

  @Test
  void twoStronglyCoupledProtonsMakeTheRoofOfAnAbQuartet() {
    double j = 15;
    double difference = 20;
    List<Line> lines =
        lines(READOUT, SpinSystem.of(3, 3 - difference / MEGAHERTZ).coupled(1, 2, j));

    // Abragam (1961), chapter XI: lines at the center plus and minus (D plus and minus J) / 2.
    double d = Math.hypot(difference, j);
    double center = (REFERENCE - 3) * MEGAHERTZ + difference / 2;
    double outer = (1 - j / d) / 2;
    double inner = (1 + j / d) / 2;
    assertLines(
        lines,
        new Line(center - (d + j) / 2, outer, 0),
        new Line(center - (d - j) / 2, inner, 0),
        new Line(center + (d - j) / 2, inner, 0),
        new Line(center + (d + j) / 2, outer, 0));
  }

  @Test
  void pressTurnsTheTwoLinesOfAWeaklyCoupledDoubletByPiJTe() {
    double j = 7;
    double echo = 0.030;
    // 400 ppm apart, the coupling is weak.
    List<Line> lines =
        lines(new EchoSequence.Press(0.012, 0.018), SpinSystem.of(-200, 200).coupled(1, 2, j));

    double frequency = (REFERENCE - 200) * MEGAHERTZ;
    List<Line> doublet =
        lines.stream().filter(line -> Math.abs(line.hertz() - frequency) < 50).toList();
    assertThat(doublet).hasSize(2);
    for (Line line : doublet) {
      double sign = line.hertz() > frequency ? 1 : -1;
      assertThat(line.hertz()).isCloseTo(frequency + sign * j / 2, within(0.01));
      assertThat(line.real()).isCloseTo(Math.cos(Math.PI * j * echo) / 2, within(2e-4));
      assertThat(line.imaginary()).isCloseTo(sign * Math.sin(Math.PI * j * echo) / 2, within(2e-4));
    }
  }

  @Test
  void lactateIsInvertedAfterOneOverJ() {
    double j = 7;
    SpinSystem lactate =
        SpinSystem.of(401.3, 1.3, 1.3, 1.3).coupled(1, 2, j).coupled(1, 3, j).coupled(1, 4, j);
    List<Line> lines = lines(new EchoSequence.Press(0.5 / j, 0.5 / j), lactate);

    double methyl = lines.stream().filter(line -> line.hertz() > 0).mapToDouble(Line::real).sum();
    assertThat(methyl).isCloseTo(-3, within(1e-3));
  }

  @Test
  void aMethineBesideAMethylIsAQuartetOfOneThreeThreeOne() {
    SpinSystem lactate =
        SpinSystem.of(401.3, 1.3, 1.3, 1.3).coupled(1, 2, 7).coupled(1, 3, 7).coupled(1, 4, 7);
    double frequency = (REFERENCE - 401.3) * MEGAHERTZ;
    double[] quartet = new double[4];
    for (Line line : lines(READOUT, lactate)) {
      long place = Math.round((line.hertz() - frequency) / 7 + 1.5);
      if (Math.abs(line.hertz() - frequency) < 50) {
        quartet[(int) place] += line.real();
      }
    }
    assertThat(quartet[0]).isCloseTo(1 / 8.0, within(2e-4));
    assertThat(quartet[1]).isCloseTo(3 / 8.0, within(2e-4));
    assertThat(quartet[2]).isCloseTo(3 / 8.0, within(2e-4));
    assertThat(quartet[3]).isCloseTo(1 / 8.0, within(2e-4));
  }

  @Test
  void phosphorusSplitsAProtonAndIsRefocused() {
    List<Line> lines =
        lines(new EchoSequence.Press(0.015, 0.015), SpinSystem.of(3).withPhosphorus(6));

    double frequency = (REFERENCE - 3) * MEGAHERTZ;
    assertLines(lines, new Line(frequency - 3, 0.5, 0), new Line(frequency + 3, 0.5, 0));
  }

  @Test
  void everyMetaboliteHasTheSignalOfItsProtons() {
    List<Metabolite> all = new ArrayList<>(PublishedSpinSystems.brain());
    all.addAll(PublishedSpinSystems.seldomInBasisSets());
    SpinSimulation simulation = new SpinSimulation(READOUT, MEGAHERTZ, REFERENCE);
    for (Metabolite metabolite : all) {
      for (Moiety moiety : metabolite.moieties()) {
        List<Line> lines = simulation.lines(moiety);
        assertThat(lines.stream().mapToDouble(Line::real).sum())
            .as(metabolite.name() + "/" + moiety.name())
            .isCloseTo(moiety.protons(), within(1e-6));
        assertThat(lines.stream().mapToDouble(Line::imaginary).sum()).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void noSequenceChangesAnUncoupledProton() {
    List<EchoSequence> sequences =
        List.of(
            new EchoSequence.Press(0.01, 0.02),
            new EchoSequence.SemiLaser(0.028),
            new EchoSequence.Steam(0.02, 0.01));
    for (EchoSequence sequence : sequences) {
      assertLines(lines(sequence, SpinSystem.of(2)), new Line((REFERENCE - 2) * MEGAHERTZ, 1, 0));
    }
  }

  @Test
  void withoutTimeForTheCouplingEverySequenceIsAReadout() {
    SpinSystem pair = SpinSystem.of(3.1, 3.0).coupled(1, 2, 12);
    List<Line> readout = lines(READOUT, pair);
    List<EchoSequence> sequences =
        List.of(
            new EchoSequence.Press(0, 0),
            new EchoSequence.SemiLaser(0),
            new EchoSequence.Steam(0, 0));
    for (EchoSequence sequence : sequences) {
      assertLines(lines(sequence, pair), readout.toArray(Line[]::new));
    }
  }

  @Test
  void steamOfAWeaklyCoupledPairFollowsItsClosedForm() {
    // Product operators: only I1z, with cos(pi J TE / 2), passes the mixing time and comes back
    // with
    // the same factor. Zero-quantum coherence averages out over its period.
    double j = 10;
    double echo = 0.05;
    SpinSystem pair = SpinSystem.of(-18, 22).coupled(1, 2, j);
    double frequency = (REFERENCE - 22) * MEGAHERTZ;
    double mean = 0;
    int steps = 200;
    for (int step = 0; step < steps; step++) {
      // The zero-quantum frequency is 40 ppm = 5109.6 Hz; the steps cover whole periods evenly.
      double mixing = 0.010 + step / (steps * 40 * MEGAHERTZ);
      mean +=
          lines(new EchoSequence.Steam(echo, mixing), pair).stream()
                  .filter(line -> Math.abs(line.hertz() - frequency) < 50)
                  .mapToDouble(Line::real)
                  .sum()
              / steps;
    }
    double cosine = Math.cos(Math.PI * j * echo / 2);
    assertThat(mean).isCloseTo(cosine * cosine, within(2e-3));
  }

  /**
   * First points of the basis that spant simulated with ideal PRESS (TE1 10 ms, TE2 20 ms, 127.786
   * MHz) and that its authors published with LCModel's test data, in protons.
   */
  @Test
  void stronglyCoupledMetabolitesAgreeWithAnotherProgram() {
    SpinSimulation simulation =
        new SpinSimulation(new EchoSequence.Press(0.010, 0.020), 127.786142, REFERENCE);
    Map<String, Double> published = Map.of("Ins", 4.9112, "Glu", 3.7717, "Gln", 3.4627);
    for (Metabolite metabolite : PublishedSpinSystems.brain()) {
      double protons =
          metabolite.moieties().stream()
              .flatMap(moiety -> simulation.lines(moiety).stream())
              .mapToDouble(Line::real)
              .sum();
      if (published.containsKey(metabolite.name())) {
        assertThat(protons)
            .as(metabolite.name())
            .isCloseTo(published.getOrDefault(metabolite.name(), 0.0), within(5e-4));
      }
    }
  }

  private static List<Line> lines(EchoSequence sequence, SpinSystem system) {
    return new SpinSimulation(sequence, MEGAHERTZ, REFERENCE).lines(new Moiety("test", system, 1));
  }

  /** Lines at one frequency are added before they are compared. */
  private static void assertLines(List<Line> lines, Line... expected) {
    List<Line> actual = merged(lines);
    List<Line> wanted = merged(List.of(expected));
    assertThat(actual).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(actual.get(i).hertz()).isCloseTo(wanted.get(i).hertz(), within(1e-6));
      assertThat(actual.get(i).real()).isCloseTo(wanted.get(i).real(), within(1e-9));
      assertThat(actual.get(i).imaginary()).isCloseTo(wanted.get(i).imaginary(), within(1e-9));
    }
  }

  private static List<Line> merged(List<Line> lines) {
    List<Line> sorted = lines.stream().sorted(Comparator.comparingDouble(Line::hertz)).toList();
    List<Line> merged = new ArrayList<>();
    for (Line line : sorted) {
      if (!merged.isEmpty() && line.hertz() - merged.getLast().hertz() < 1e-6) {
        Line last = merged.removeLast();
        merged.add(
            new Line(last.hertz(), last.real() + line.real(), last.imaginary() + line.imaginary()));
      } else {
        merged.add(line);
      }
    }
    merged.removeIf(line -> Math.hypot(line.real(), line.imaginary()) < 1e-9);
    return merged;
  }
}
