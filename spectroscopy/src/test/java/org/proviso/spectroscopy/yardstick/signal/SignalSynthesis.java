package org.proviso.spectroscopy.yardstick.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.yardstick.spin.Metabolite;
import org.proviso.spectroscopy.yardstick.spin.Moiety;
import org.proviso.spectroscopy.yardstick.spin.PublishedSpinSystems;
import org.proviso.spectroscopy.yardstick.spin.SpinSimulation;

/**
 * Makes signals of models. The unit is protons times mmol/kg: the methyl line of 8 mmol/kg of
 * creatine starts at 24.
 */
public final class SignalSynthesis {

  private final Protocol protocol;
  private final List<SimulatedMetabolite> simulated;

  private record SimulatedMetabolite(Metabolite metabolite, List<ComplexSignal> moieties) {}

  /** Simulates every metabolite once; this takes about a second. */
  public SignalSynthesis(Protocol protocol) {
    this.protocol = protocol;
    SpinSimulation spins =
        new SpinSimulation(protocol.sequence(), Protocol.MEGAHERTZ, ChemicalShift.WATER_PPM);
    List<Metabolite> metabolites = new ArrayList<>(PublishedSpinSystems.brain());
    metabolites.addAll(PublishedSpinSystems.seldomInBasisSets());
    simulated = metabolites.stream().map(metabolite -> simulate(metabolite, spins)).toList();
  }

  private static SimulatedMetabolite simulate(Metabolite metabolite, SpinSimulation spins) {
    List<ComplexSignal> moieties = new ArrayList<>();
    for (Moiety moiety : metabolite.moieties()) {
      moieties.add(
          ComplexSignal.of(
              SpinSimulation.signal(spins.lines(moiety), Protocol.POINTS, Protocol.DWELL_TIME)));
    }
    return new SimulatedMetabolite(metabolite, moieties);
  }

  /**
   * Makes a spectrum.
   *
   * @param name its name
   * @param seed the seed that the model was drawn from; the noise is drawn from it too
   * @param model what it is made of
   * @param level noise
   */
  public YardstickSpectrum render(String name, long seed, SpectrumModel model, NoiseLevel level) {
    Map<String, double[]> parts = new LinkedHashMap<>();
    Map<String, Double> amounts = new LinkedHashMap<>();
    double echoTime = protocol.sequence().echoTime();
    for (SimulatedMetabolite metabolite : simulated) {
      String metaboliteName = metabolite.metabolite().name();
      Double concentration = model.concentrations().get(metaboliteName);
      if (concentration != null) {
        Moiety first = metabolite.metabolite().moieties().getFirst();
        amounts.put(
            metaboliteName,
            concentration * model.relaxationOf(metaboliteName, first.name()).atEcho(echoTime));
        double[] signal = decayed(metabolite, concentration, model);
        model.lineShape().applyTo(signal);
        parts.put(metaboliteName, signal);
      }
    }
    double[] macromolecules = lines(model.macromolecules());
    model.lineShape().applyTo(macromolecules);
    parts.put("macromolecules", macromolecules);
    parts.put("lipids", lines(model.lipids()));
    parts.put("baseline", lines(model.baseline()));
    parts.put("residual water", lines(model.residualWater()));
    double[] sum = new double[2 * Protocol.POINTS];
    Map<String, ComplexSignal> finished = new LinkedHashMap<>();
    parts.forEach(
        (part, signal) -> {
          if (!part.equals("baseline")) {
            model.sharedEddyCurrent().applyTo(signal);
            model.ownEddyCurrent().applyTo(signal);
          }
          Rotation.turn(signal, model.phase(), model.shiftHertz());
          add(signal, sum);
          finished.put(part, ComplexSignal.of(signal));
        });
    double noise = level.standardDeviation();
    addNoise(sum, noise, RandomStream.of(seed, "noise"));
    double[] water = water(model, echoTime);
    addNoise(water, noise, RandomStream.of(seed, "noise of the water reference"));
    return new YardstickSpectrum(
        name,
        seed,
        protocol,
        level,
        data(sum, WaterSuppression.SUPPRESSED),
        data(water, WaterSuppression.UNSUPPRESSED),
        new Truth(model, amounts, model.water().amplitude(echoTime), noise),
        finished);
  }

  private double[] decayed(
      SimulatedMetabolite metabolite, double concentration, SpectrumModel model) {
    double[] signal = new double[2 * Protocol.POINTS];
    for (int i = 0; i < metabolite.moieties().size(); i++) {
      Relaxation relaxation =
          model.relaxationOf(
              metabolite.metabolite().name(), metabolite.metabolite().moieties().get(i).name());
      double[] moiety = metabolite.moieties().get(i).trace(0);
      double size = concentration * relaxation.atEcho(protocol.sequence().echoTime());
      double step = StrictMath.exp(-relaxation.rate() * Protocol.DWELL_TIME);
      for (int point = 0; point < Protocol.POINTS; point++) {
        signal[2 * point] += size * moiety[2 * point];
        signal[2 * point + 1] += size * moiety[2 * point + 1];
        size *= step;
      }
    }
    return signal;
  }

  private static double[] lines(List<BroadLine> lines) {
    double[] signal = new double[2 * Protocol.POINTS];
    lines.forEach(line -> line.addTo(signal));
    return signal;
  }

  private static double[] water(SpectrumModel model, double echoTime) {
    Water tissue = model.water();
    double[] signal =
        lines(
            List.of(
                new BroadLine(
                    ChemicalShift.WATER_PPM,
                    tissue.amplitude(echoTime),
                    1 / (Math.PI * tissue.t2()),
                    0,
                    0)));
    model.lineShape().applyTo(signal);
    model.sharedEddyCurrent().applyTo(signal);
    Rotation.turn(signal, model.phase(), model.shiftHertz());
    return signal;
  }

  private static void add(double[] signal, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += signal[i];
    }
  }

  private static void addNoise(double[] signal, double standardDeviation, RandomStream random) {
    for (int i = 0; i < signal.length; i++) {
      signal[i] += random.normal(0, standardDeviation);
    }
  }

  private MrsData data(double[] signal, WaterSuppression suppression) {
    return MrsData.synthetic(ComplexSignal.of(signal), protocol.acquisition(suppression));
  }
}
