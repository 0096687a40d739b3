package org.proviso.spectroscopy.basis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * Whether a basis belongs to a measurement. Coupled signals change their shape with field, echo
 * time and sequence (Near 2021, NMR Biomed 34:e4257, section on modelling), so a basis of another
 * acquisition gives plausible, wrong numbers.
 */
public final class BasisCheck {

  /**
   * Largest relative difference of the spectrometer frequency. Nominal 3 T magnets lie between 123
   * and 128 MHz; coupling patterns hardly change over that span.
   */
  public static final double FREQUENCY_TOLERANCE = 0.05;

  /** Largest difference of the echo time, seconds. */
  public static final double ECHO_TIME_TOLERANCE = 0.002;

  /** Range that the bandwidth of a sampled basis must cover, ppm. */
  private static final double LOWEST_PPM = 0.2;

  private BasisCheck() {}

  /**
   * Compares a basis with a measurement.
   *
   * @param basis the basis
   * @param acquisition how the data were acquired
   * @return all mismatches; empty when the basis can be used
   */
  public static List<BasisMismatch> mismatches(BasisSet basis, Acquisition acquisition) {
    List<BasisMismatch> found = new ArrayList<>();
    if (!acquisition.nucleus().equals("1H")) {
      found.add(
          new BasisMismatch(
              BasisMismatch.Kind.NUCLEUS,
              "The data are of nucleus "
                  + acquisition.nucleus()
                  + "; the basis is of protons. Only proton spectra can be quantified."));
    }
    double measured = acquisition.spectrometerFrequency();
    double simulated = basis.spectrometerFrequency();
    if (Math.abs(measured / simulated - 1) > FREQUENCY_TOLERANCE) {
      found.add(
          new BasisMismatch(
              BasisMismatch.Kind.FIELD,
              String.format(
                  Locale.ROOT,
                  "The data were acquired at %.2f MHz (%.1f T) and the basis is for %.2f MHz"
                      + " (%.1f T). Use a basis of the same field, or let one be simulated.",
                  measured,
                  measured / Acquisition.PROTON_MEGAHERTZ_PER_TESLA,
                  simulated,
                  simulated / Acquisition.PROTON_MEGAHERTZ_PER_TESLA)));
    }
    OptionalDouble echo = acquisition.echoTime();
    if (echo.isPresent()
        && basis.echoTime().isPresent()
        && Math.abs(echo.getAsDouble() - basis.echoTime().getAsDouble()) > ECHO_TIME_TOLERANCE) {
      found.add(
          new BasisMismatch(
              BasisMismatch.Kind.ECHO_TIME,
              String.format(
                  Locale.ROOT,
                  "The data have an echo time of %.1f ms and the basis is for %.1f ms. Use a basis"
                      + " of the same echo time, or let one be simulated.",
                  echo.getAsDouble() * 1000,
                  basis.echoTime().getAsDouble() * 1000)));
    }
    Localization family = acquisition.sequence().localization();
    if (basis.localization().isPresent()
        && family != Localization.UNKNOWN
        && basis.localization().get() != family) {
      found.add(
          new BasisMismatch(
              BasisMismatch.Kind.SEQUENCE,
              "The data were acquired with "
                  + family
                  + " and the basis is for "
                  + basis.localization().get()
                  + ". Use a basis of the same sequence, or let one be simulated."));
    }
    basis
        .sampling()
        .ifPresent(
            sampling -> {
              double half = 0.5 / sampling.dwellTime();
              double needed = (acquisition.referencePpm() - LOWEST_PPM) * simulated;
              if (half < needed) {
                found.add(
                    new BasisMismatch(
                        BasisMismatch.Kind.BANDWIDTH,
                        String.format(
                            Locale.ROOT,
                            "The basis is sampled every %.3f ms and cannot hold signals at %.1f"
                                + " ppm. Use a basis with a shorter dwell time.",
                            sampling.dwellTime() * 1000,
                            LOWEST_PPM)));
              }
            });
    return List.copyOf(found);
  }

  /**
   * What could not be compared because the data or the basis do not say.
   *
   * @param basis the basis
   * @param acquisition how the data were acquired
   * @return one sentence for each unknown
   */
  public static List<String> unknowns(BasisSet basis, Acquisition acquisition) {
    List<String> unknown = new ArrayList<>();
    if (acquisition.echoTime().isEmpty() || basis.echoTime().isEmpty()) {
      unknown.add(
          "The echo time is not known for "
              + (acquisition.echoTime().isEmpty() ? "the data" : "the basis")
              + "; that they agree was not checked.");
    }
    if (acquisition.sequence().localization() == Localization.UNKNOWN
        || basis.localization().isEmpty()) {
      unknown.add(
          "The sequence is not known for "
              + (basis.localization().isEmpty() ? "the basis" : "the data")
              + "; that they agree was not checked.");
    }
    return List.copyOf(unknown);
  }
}
