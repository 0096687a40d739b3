package org.proviso.spectroscopy.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.spectroscopy.basis.BasisFormatException;
import org.proviso.spectroscopy.basis.BasisReader;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.FitSettings;
import org.proviso.spectroscopy.fit.LinearCombinationFit;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * Sets 1 to 10 of the ISMRM fitting challenge of 2016 with the standard settings: mean absolute
 * difference of the ratio to tCr from a fit whose residual is at the noise level, beside LCModel;
 * and the 10 mM creatine test.
 *
 * <p>Run with the folder of the challenge data as the only argument.
 */
public final class FittingChallengeBenchmark {

  private static final double DWELL_TIME = 2.5e-4;
  private static final double FREQUENCY = 123.261703;
  private static final Map<String, String> REFERENCE_NAMES = referenceNames();

  // The challenge's own water model (its README): visible water in mM, and the metabolites' decay.
  private static final double VISIBLE_WATER_MILLIMOLAR = 29697;
  private static final double METABOLITE_DECAY = Math.exp(-30.0 / 160.0);

  private final Path folder;
  private final LinearCombinationFit fit;

  /**
   * Prepares the fits.
   *
   * @param folder holds {@code datasets_text}, {@code basisset_text_noTMS} and the reference
   * @throws IOException when the basis cannot be read
   * @throws BasisFormatException when it is not a basis
   */
  public FittingChallengeBenchmark(Path folder) throws IOException, BasisFormatException {
    this.folder = folder;
    Acquisition acquisition =
        Acquisition.of(DWELL_TIME, FREQUENCY)
            .with(FREQUENCY / Acquisition.PROTON_MEGAHERTZ_PER_TESLA, 0.03, 10)
            .with(Sequence.named("PRESS"));
    // Acetate does not occur in brain, and LCModel's reference runs leave it out as well.
    BasisSet basis =
        BasisReader.readTextFolder(
                folder.resolve("basisset_text_noTMS"),
                DWELL_TIME,
                FREQUENCY,
                0.03,
                Localization.PRESS)
            .without(Set.of("Ace"));
    fit = new LinearCombinationFit(basis, acquisition, 2048, FitSettings.standard());
  }

  private static Map<String, String> referenceNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("tNAA", "NAA+NAAG");
    names.put("tCho", "GPC+PCho");
    names.put("Ins", "Ins");
    names.put("Glx", "Glu+Gln");
    return names;
  }

  /**
   * Relative differences of one data set.
   *
   * @param number 1 to 10
   * @param ours ratio to tCr over the reference, less one
   * @param lcModel the same for LCModel
   * @param covered whether the reference lies in our 95 % interval
   */
  public record Comparison(
      int number,
      Map<String, Double> ours,
      Map<String, Double> lcModel,
      Map<String, Boolean> covered) {}

  /** Fits sets 1 to 10. */
  public List<Comparison> compare() throws IOException {
    List<String> reference =
        Files.readAllLines(
            folder.resolve("noise_level_reference_fit.txt"), StandardCharsets.US_ASCII);
    List<Comparison> comparisons = new ArrayList<>();
    for (int set = 1; set <= 10; set++) {
      String line = reference.get(set - 1);
      String table =
          Files.readString(
              folder.resolve("lcmodel_results/dataset" + set + ".table"),
              StandardCharsets.US_ASCII);
      FitResult result = fit.fit(signal("datasets_text/dataset" + set + ".txt", 0));
      Map<String, Double> ours = new LinkedHashMap<>();
      Map<String, Double> theirs = new LinkedHashMap<>();
      Map<String, Boolean> covered = new LinkedHashMap<>();
      for (Map.Entry<String, String> entry : REFERENCE_NAMES.entrySet()) {
        double truth = inReference(line, entry.getValue()) / inReference(line, "Cr+PCr");
        MetaboliteEstimate estimate = result.metabolite(entry.getKey()).orElseThrow();
        ours.put(
            entry.getKey(), estimate.ratioToTotalCreatine().value().orElse(Double.NaN) / truth - 1);
        covered.put(entry.getKey(), estimate.ratioToTotalCreatine().interval95().contains(truth));
        theirs.put(
            entry.getKey(),
            inTable(table, entry.getValue()) / inTable(table, "Cr+PCr") / truth - 1);
      }
      comparisons.add(new Comparison(set, ours, theirs, covered));
    }
    return comparisons;
  }

  /** Mean absolute difference over the sets, percent. */
  public static double meanAbsolutePercent(
      List<Comparison> comparisons, String name, Function<Comparison, Map<String, Double>> which) {
    return comparisons.stream()
        .mapToDouble(
            comparison -> 100 * Math.abs(which.apply(comparison).getOrDefault(name, Double.NaN)))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The creatine concentration of the 10 mM test.
   *
   * @param nominalWater mM, with the water signal that the challenge's constants predict (its unit
   *     of amplitude is one proton at 1 mM)
   * @param measuredWater mM, with the water signal in the file, which is 8 % weaker than that
   */
  public record Creatine(double nominalWater, double measuredWater) {}

  /** Fits the 10 mM test. */
  public Creatine creatine() throws IOException {
    String file = "Cr_water_scaling_text/Cr_10mM_test_water_scaling.txt";
    double water = WaterScaling.waterAmplitude(signal(file, 2), DWELL_TIME) / 2;
    OptionalDouble proton = WaterScaling.protonAmplitude(fit.basis());
    double creatine =
        fit.fit(signal(file, 0)).metabolite("tCr").orElseThrow().amplitude()
            * proton.orElse(1)
            / METABOLITE_DECAY;
    return new Creatine(creatine, creatine / water * VISIBLE_WATER_MILLIMOLAR);
  }

  /** A column pair of a text file; the text holds the module's own rotation. */
  private double[] signal(String file, int column) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file), StandardCharsets.US_ASCII);
    double[] signal = new double[2 * lines.size()];
    for (int n = 0; n < lines.size(); n++) {
      String[] cells = lines.get(n).strip().split("\\s+", -1);
      signal[2 * n] = Double.parseDouble(cells[column]);
      signal[2 * n + 1] = Double.parseDouble(cells[column + 1]);
    }
    return signal;
  }

  private static double inReference(String line, String name) {
    Matcher matcher = Pattern.compile("'" + Pattern.quote(name) + "': ([0-9.]+)").matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("the reference has no " + name);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** A concentration in an LCModel table; a sum that the table leaves out is formed. */
  private static double inTable(String table, String name) {
    Matcher matcher =
        Pattern.compile(
                "(?m)^\\s*([-0-9.E+]+)\\s+\\d+%\\s+\\S+\\s+" + Pattern.quote(name) + "\\s*$")
            .matcher(table);
    if (matcher.find()) {
      return Double.parseDouble(matcher.group(1));
    }
    if (!name.contains("+")) {
      return 0;
    }
    double sum = 0;
    for (String member : name.split("\\+", -1)) {
      sum += inTable(table, member);
    }
    return sum;
  }

  /**
   * Prints the table.
   *
   * @param arguments the folder
   * @throws IOException when a file cannot be read
   * @throws BasisFormatException when the basis is none
   */
  public static void main(String[] arguments) throws IOException, BasisFormatException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected the folder of the fitting challenge");
    }
    print(new FittingChallengeBenchmark(Path.of(arguments[0])), System.out);
  }

  private static void print(FittingChallengeBenchmark benchmark, PrintStream out)
      throws IOException {
    List<Comparison> comparisons = benchmark.compare();
    out.println("Difference of the ratio to tCr from the noise-level reference fit, percent");
    out.println("set  tNAA ours/LCModel  tCho ours/LCModel   Ins ours/LCModel   Glx ours/LCModel");
    for (Comparison comparison : comparisons) {
      StringBuilder line =
          new StringBuilder(String.format(Locale.ROOT, "%3d", comparison.number()));
      for (String name : REFERENCE_NAMES.keySet()) {
        line.append(
            String.format(
                Locale.ROOT,
                "  %+7.1f%s %+7.1f ",
                100 * comparison.ours().getOrDefault(name, Double.NaN),
                Boolean.TRUE.equals(comparison.covered().get(name)) ? " " : "*",
                100 * comparison.lcModel().getOrDefault(name, Double.NaN)));
      }
      out.println(line);
    }
    for (String name : REFERENCE_NAMES.keySet()) {
      out.printf(
          Locale.ROOT,
          "mean absolute difference %-5s ours %.2f  LCModel %.2f%n",
          name,
          meanAbsolutePercent(comparisons, name, Comparison::ours),
          meanAbsolutePercent(comparisons, name, Comparison::lcModel));
    }
    out.println("* the reference lies outside of the 95 % interval");
    Creatine creatine = benchmark.creatine();
    out.printf(
        Locale.ROOT,
        "creatine test, 10 mM: %.3f mM with the nominal water signal, %.3f mM with the one in the"
            + " file%n",
        creatine.nominalWater(),
        creatine.measuredWater());
  }
}
