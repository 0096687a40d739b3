package org.proviso.spectroscopy.process;

import java.util.Optional;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.process.ProcessingResult.Rejected;

/** Step 1 of processing: what cannot be processed. */
final class MeasurementCheck {

  private static final int LEAST_POINTS = 64;

  private MeasurementCheck() {}

  static Optional<Rejected> check(MrsData data, String what) {
    for (Dimension dimension : data.signal().dimensions()) {
      switch (dimension.kind()) {
        case COIL, TRANSIENT, MEASUREMENT, PHASE_CYCLE -> {
          // all of these are combined or averaged
        }
        case EDIT, INDIRECT, ISIS, METABOLITE_CYCLE, USER -> {
          return Optional.of(
              new Rejected(
                  "The "
                      + what
                      + " has a dimension "
                      + dimension.kind()
                      + ", which is not a plain repetition; averaging over it would be wrong.",
                  "Give a measurement without editing, a second dimension or metabolite cycling."));
        }
      }
    }
    if (!data.acquisition().nucleus().equals("1H")) {
      return Optional.of(
          new Rejected(
              "The " + what + " is of nucleus " + data.acquisition().nucleus() + ", not 1H.",
              "Give a proton measurement."));
    }
    if (data.signal().points() < LEAST_POINTS) {
      return Optional.of(
          new Rejected(
              "The "
                  + what
                  + " has "
                  + data.signal().points()
                  + " points; at least "
                  + LEAST_POINTS
                  + " are needed.",
              "Give the full time signal."));
    }
    return Optional.empty();
  }

  static Optional<Rejected> mismatch(MrsData data, MrsData water) {
    Acquisition a = data.acquisition();
    Acquisition b = water.acquisition();
    String remedy = "Give the water reference that was acquired with this measurement.";
    if (Math.abs(a.dwellTime() / b.dwellTime() - 1) > 1e-3) {
      return Optional.of(
          new Rejected(
              "The water reference has a dwell time of "
                  + b.dwellTime()
                  + " s, the measurement "
                  + a.dwellTime()
                  + " s.",
              remedy));
    }
    if (Math.abs(a.spectrometerFrequency() / b.spectrometerFrequency() - 1) > 1e-3) {
      return Optional.of(
          new Rejected(
              "The water reference was acquired at "
                  + b.spectrometerFrequency()
                  + " MHz, the measurement at "
                  + a.spectrometerFrequency()
                  + " MHz.",
              remedy));
    }
    if (data.signal().size(Dimension.Kind.COIL) != water.signal().size(Dimension.Kind.COIL)) {
      return Optional.of(
          new Rejected(
              "The water reference has "
                  + water.signal().size(Dimension.Kind.COIL)
                  + " coil elements, the measurement "
                  + data.signal().size(Dimension.Kind.COIL)
                  + ".",
              remedy));
    }
    if (water.signal().points() < data.signal().points()) {
      return Optional.of(
          new Rejected(
              "The water reference has "
                  + water.signal().points()
                  + " points, fewer than the measurement's "
                  + data.signal().points()
                  + ".",
              remedy));
    }
    return Optional.empty();
  }
}
