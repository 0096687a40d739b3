package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.proviso.spectroscopy.basis.BasisCheck;
import org.proviso.spectroscopy.basis.BasisMismatch;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.model.Acquisition;

/**
 * Fits a spectrum as a sum of basis signals and a smooth baseline.
 *
 * <p>The model is that of Provencher (1993, Magn Reson Med 30:672) with the parametrisation of
 * ABfit (Wilson 2021, Magn Reson Med 85:13): the real part of the phased spectrum is &Sigma;
 * a<sub>m</sub> M<sub>m</sub>(&theta;) + baseline + noise. Amplitudes are not negative and, with
 * the baseline, eliminated at each step (variable projection, Golub and Pereyra 1973, SIAM J Numer
 * Anal 10:413); phases, common and individual shifts and widths &theta; are found by damped
 * Gauss-Newton steps with an analytic Jacobian. The stiffness of the baseline is the one with the
 * largest restricted marginal likelihood (Wood 2011, J R Stat Soc B 73:3).
 *
 * <p>A fit has nine stages, each a class of its own:
 *
 * <ol>
 *   <li>{@link ReferenceSearch}: where the axis lies, from matched filters for NAA, creatine and
 *       choline
 *   <li>{@link ModelColumns}: the spectra of the basis at given shifts and widths, and their
 *       Jacobian
 *   <li>{@link NormalEquations}: inner products, with a baseline of any stiffness eliminated
 *   <li>{@link LinearizedProblem}: amplitudes that cannot be negative, with the lines eliminated;
 *       {@link RatioPriors} adds what is known of ratios beforehand
 *   <li>{@link GaussNewton}: damped steps down to the best lines
 *   <li>{@link BaselineSelection}: the stiffness of the baseline, in turn with stages 2 to 5
 *   <li>{@link ResidualVariance}: noise, and what the model leaves over
 *   <li>{@link ErrorAnalysis}: errors to be expected over all baselines, and bounds
 *   <li>{@link Summary}: amounts, ratios, intervals and curves
 * </ol>
 *
 * <p>{@link SpectrumSolver} runs stages 2 to 8 on one spectrum.
 *
 * <p>An instance belongs to one basis and one time axis, keeps the rendered basis, and may be
 * shared among threads.
 */
public final class LinearCombinationFit {

  private final BasisSet basis;
  private final Acquisition acquisition;
  private final FitSettings settings;
  private final int points;
  private final ReferenceSearch referenceSearch;
  private final BandLimiter limiter;
  private final SignalBank bank;
  private final BaselineSpace baselineSpace;
  private final BaselineLadder ladder;

  /**
   * Prepares fits of signals with one time axis.
   *
   * @param basis signals to fit with
   * @param acquisition dwell time, frequency and reference of the data
   * @param availablePoints complex points of the data; points later than the settings' longest
   *     readout, or than the end of a sampled basis, are not used
   * @param settings settings
   * @throws BasisMismatchException when the basis does not belong to the acquisition
   */
  public LinearCombinationFit(
      BasisSet basis, Acquisition acquisition, int availablePoints, FitSettings settings) {
    List<BasisMismatch> mismatches = BasisCheck.mismatches(basis, acquisition);
    if (!mismatches.isEmpty()) {
      throw new BasisMismatchException(mismatches);
    }
    this.basis = basis;
    this.acquisition = acquisition;
    this.settings = settings;
    double dwellTime = acquisition.dwellTime();
    double longest = settings.longestReadout();
    if (basis.sampling().isPresent()) {
      longest = Math.min(longest, basis.sampling().get().duration());
    }
    points = (int) Math.min(availablePoints, Math.max(2, Math.floor(longest / dwellTime + 1e-6)));
    double[][] signals = new double[basis.signals().size()][];
    for (int m = 0; m < signals.length; m++) {
      signals[m] =
          basis
              .signals()
              .get(m)
              .waveform()
              .render(
                  points,
                  dwellTime,
                  acquisition.referencePpm(),
                  acquisition.spectrometerFrequency());
    }
    SpectralWindow window = window();
    limiter = window.limiter();
    bank = new SignalBank(signals, limiter);
    referenceSearch = referenceSearch(signals);
    double range = settings.highestPpm() - settings.lowestPpm();
    baselineSpace =
        BaselineSpace.of(window.size(), (int) Math.round(range * settings.splinesPerPpm()));
    ladder = new BaselineLadder(baselineSpace, settings, range);
  }

  private SpectralWindow window() {
    return new SpectralWindow(
        points,
        acquisition.dwellTime(),
        acquisition.referencePpm(),
        acquisition.spectrometerFrequency(),
        settings.lowestPpm(),
        settings.highestPpm(),
        ModelColumns.MARGIN,
        ModelColumns.LANES);
  }

  /** The basis. */
  public BasisSet basis() {
    return basis;
  }

  /** The settings. */
  public FitSettings settings() {
    return settings;
  }

  /**
   * Fits one time signal.
   *
   * @param signal interleaved, in the convention of {@link
   *     org.proviso.spectroscopy.model.ChemicalShift}; at least as many points as were announced;
   *     finite
   * @return the result; call {@code quality} for whether it can be used
   */
  public FitResult fit(double[] signal) {
    if (signal.length < 2 * points) {
      throw new IllegalArgumentException(
          "expected at least " + points + " complex points, got " + signal.length / 2);
    }
    double[] filtered = filtered(signal);
    double noise = noise(signal);
    ReferenceSearch.Match match = referenceSearch.search(fromStart(filtered), noise);
    SpectralWindow window = window();
    SpectrumSolver solver =
        new SpectrumSolver(
            basis.signals().stream().map(BasisSignal::kind).toList(),
            basis.signals().stream().map(BasisSignal::name).toList(),
            bank,
            filtered,
            acquisition.spectrometerFrequency(),
            window,
            baselineSpace,
            ladder,
            settings,
            noise * window.noiseGain());
    Solution solution = solver.solve(match.starts());
    return Summary.of(
        solution, basis, acquisition.spectrometerFrequency(), match.estimate(), settings, ledger());
  }

  /** Where the chemical-shift reference of a signal lies; cheap, done before any fit. */
  public ReferenceEstimate reference(double[] signal) {
    return referenceSearch.search(fromStart(filtered(signal)), noise(signal)).estimate();
  }

  private double noise(double[] signal) {
    return NoiseLevel.estimate(
        signal,
        acquisition.dwellTime(),
        acquisition.referencePpm(),
        acquisition.spectrometerFrequency());
  }

  private double[] filtered(double[] signal) {
    return limiter.apply(Arrays.copyOf(signal, 2 * points));
  }

  /** A filtered signal without the filter's rise. */
  private double[] fromStart(double[] filtered) {
    return Arrays.copyOfRange(filtered, 2 * limiter.before(), filtered.length);
  }

  private ReferenceSearch referenceSearch(double[][] signals) {
    List<double[]> found = new ArrayList<>();
    for (List<String> names :
        List.of(List.of("NAA"), List.of("Cr", "PCr"), List.of("GPC", "PCho", "Cho"))) {
      for (String name : names) {
        int index = indexOf(name);
        if (index >= 0) {
          found.add(fromStart(limiter.apply(signals[index])));
          break;
        }
      }
    }
    return new ReferenceSearch(
        found,
        limiter.points() - limiter.before(),
        limiter.newDwellTime(),
        acquisition.spectrometerFrequency());
  }

  private int indexOf(String name) {
    for (int m = 0; m < basis.signals().size(); m++) {
      if (basis.signals().get(m).name().equals(name)) {
        return m;
      }
    }
    return -1;
  }

  private List<String> ledger() {
    List<String> ledger = new ArrayList<>();
    ledger.add("Basis: " + basis.description() + ", " + basis.signals().size() + " signals.");
    ledger.add(
        String.format(
            Locale.ROOT,
            "Fitted range %.2f to %.2f ppm, first %.0f ms of the signal, real part of the spectrum"
                + " with as many zeros as points.",
            settings.lowestPpm(),
            settings.highestPpm(),
            points * acquisition.dwellTime() * 1000));
    ledger.add(
        String.format(
            Locale.ROOT,
            "Priors (standard deviations): metabolite shift %.4f ppm, metabolite T2 %.0f %%"
                + " and width %.1f Hz, lipid and macromolecule shift %.3f ppm and broadening %.0f Hz, first-order"
                + " phase %.1f degrees per ppm; ratios of lipids after the LCModel manual,"
                + " section 11.8, of macromolecules after metabolite-nulled scans, of weak"
                + " metabolites after medians at 3 T.",
            settings.metaboliteShiftDeviation(),
            settings.relaxationDeviation() * 100,
            settings.widthDeviation(),
            settings.broadShiftDeviation(),
            settings.broadBroadeningDeviation(),
            Math.toDegrees(settings.phaseSlopeDeviation())));
    ledger.addAll(BasisCheck.unknowns(basis, acquisition));
    return ledger;
  }
}
