package org.proviso.spectroscopy.demonstration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.read.NiftiMrsWriter;

/**
 * Writes a simulated scan of known truth for demonstrations: {@code metabolites.nii.gz}, {@code
 * water.nii.gz} and {@code truth.tsv}. Seeded: the same arguments write the same scan.
 */
public final class DemoScan {

  private static final long SEED = 2026;
  private static final double SIGNAL_TO_NOISE = 60;
  private static final double WATER_WIDTH_HERTZ = 7;
  private static final double GRAY_WATER = 0.78;
  private static final double WHITE_WATER = 0.65;

  private DemoScan() {}

  /**
   * Writes a scan.
   *
   * @param population where its concentrations come from
   * @param folder folder to write into; created when absent
   * @throws IOException when a file cannot be written
   */
  public static void write(Population population, Path folder) throws IOException {
    SpectrumSimulator simulator = new SpectrumSimulator();
    SimulatedSpectrum spectrum =
        simulator.draw(population, SIGNAL_TO_NOISE, new SplittableRandom(SEED));
    Acquisition acquisition = simulator.acquisition().with(Sequence.named("PRESS"));
    Files.createDirectories(folder);
    NiftiMrsWriter.write(
        MrsData.synthetic(
            ComplexSignal.of(spectrum.signal()), acquisition.with(WaterSuppression.SUPPRESSED)),
        folder.resolve("metabolites.nii.gz"));
    NiftiMrsWriter.write(
        MrsData.synthetic(
            ComplexSignal.of(water(acquisition)), acquisition.with(WaterSuppression.UNSUPPRESSED)),
        folder.resolve("water.nii.gz"));
    StringBuilder truth = new StringBuilder("name\tamplitude\n");
    spectrum
        .amplitudes()
        .forEach(
            (name, amplitude) ->
                truth.append(String.format(Locale.ROOT, "%s\t%.4f%n", name, amplitude)));
    Files.writeString(folder.resolve("truth.tsv"), truth, StandardCharsets.UTF_8);
  }

  /**
   * Water of equal parts of gray and white matter. Simulated metabolites are not attenuated by
   * relaxation, so the water is not either.
   */
  private static double[] water(Acquisition acquisition) {
    double content = (GRAY_WATER + WHITE_WATER) / 2;
    double amplitude = 2 * WaterScaling.WATER_MILLIMOLAL * content;
    double natural = 1 / (Math.PI * RelaxationTimes.standard().water().t2(0.5));
    double[] signal = new double[2 * SpectrumSimulator.POINTS];
    for (int n = 0; n < SpectrumSimulator.POINTS; n++) {
      double t = n * acquisition.dwellTime();
      signal[2 * n] = amplitude * Math.exp(-Math.PI * (WATER_WIDTH_HERTZ + natural) * t);
    }
    return signal;
  }

  /**
   * Writes the healthy scan.
   *
   * @param arguments the folder
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected a folder to write into");
    }
    write(Population.NORMATIVE, Path.of(arguments[0]));
  }
}
