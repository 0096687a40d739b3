package org.proviso.spectroscopy.yardstick.fitter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.read.NiftiMrsWriter;
import org.proviso.spectroscopy.read.SuppliedParameters;
import org.proviso.spectroscopy.report.FlatJson;
import org.proviso.spectroscopy.yardstick.signal.Target;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * This program as a user meets it: two NIfTI-MRS files in, {@code result.json} out, the basis that
 * it simulates itself.
 */
public final class ProvisoFitter implements Fitter {

  private final Spectroscopy spectroscopy =
      new Spectroscopy(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Override
  public String name() {
    return Spectroscopy.SOFTWARE;
  }

  @Override
  public FitAnswer fit(YardstickSpectrum spectrum, Path folder) throws IOException {
    Path metabolites = folder.resolve("metabolites.nii.gz");
    Path water = folder.resolve("water.nii.gz");
    NiftiMrsWriter.write(spectrum.metabolites(), metabolites);
    NiftiMrsWriter.write(spectrum.water(), water);
    SpectrumRequest request =
        new SpectrumRequest(
            metabolites,
            Optional.of(water),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SuppliedParameters.none(),
            folder.resolve("report"));
    return switch (spectroscopy.run(request, step -> {})) {
      case SpectrumOutcome.Quantified quantified ->
          answer(FlatJson.of(folder.resolve("report").resolve("result.json")));
      case SpectrumOutcome.Refused refused ->
          new FitAnswer.Refused(refused.stage() + ": " + String.join(" ", refused.reasons()));
    };
  }

  /** Reads the metabolites of a report. */
  static FitAnswer answer(Map<String, String> json) {
    Map<Target, FitAnswer.Estimate> estimates = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      for (int i = 0; json.containsKey("metabolites[" + i + "].name"); i++) {
        String entry = "metabolites[" + i + "].";
        double value = number(json, entry + "ratioToTotalCreatine", Double.NaN);
        if (target.title().equals(json.get(entry + "name")) && Double.isFinite(value)) {
          estimates.put(
              target,
              new FitAnswer.Estimate(
                  value,
                  number(json, entry + "interval95[0]", Double.NEGATIVE_INFINITY),
                  number(json, entry + "interval95[1]", Double.POSITIVE_INFINITY)));
        }
      }
    }
    return new FitAnswer.Measured(estimates);
  }

  private static double number(Map<String, String> json, String key, double otherwise) {
    String text = json.getOrDefault(key, "null");
    return text.equals("null") ? otherwise : Double.parseDouble(text);
  }
}
