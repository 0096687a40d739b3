package org.proviso.spectroscopy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;
import org.proviso.spectroscopy.basis.BasisFormatException;
import org.proviso.spectroscopy.basis.BasisReader;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.SignalKind;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/** Step 3 of a report: the basis, given as a file or simulated for the sequence. */
final class SequenceBasis {

  /** Shortest and longest echo and mixing time that a basis is simulated for, seconds. */
  private static final double LEAST_TIME = 0.002;

  private static final double LONGEST_TIME = 1;

  private SequenceBasis() {}

  static BasisSet of(SpectrumRequest request, Acquisition acquisition, List<String> remarks)
      throws RefusedException {
    if (request.basis().isPresent()) {
      Path file = request.basis().get();
      try {
        return completed(BasisReader.readLcModel(file), remarks);
      } catch (BasisFormatException e) {
        throw new RefusedException(
            Stage.BASIS, List.of("The basis cannot be used: " + e.getMessage()));
      } catch (IOException e) {
        throw new RefusedException(
            Stage.BASIS,
            List.of(
                "The basis " + file + " cannot be opened (" + e.getClass().getSimpleName() + ")."));
      }
    }
    return BasisSimulator.shared()
        .basis(
            BasisSimulator.BRAIN_METABOLITES,
            BasisSimulator.BROAD_COMPONENTS,
            sequence(acquisition),
            acquisition.spectrometerFrequency());
  }

  /**
   * Lipids and macromolecules that are not in a basis would go to metabolites, lactate above all.
   */
  private static BasisSet completed(BasisSet basis, List<String> remarks) {
    List<BasisSignal> missing =
        BasisSimulator.shared()
            .missingBroadComponents(basis, WaterScaling.protonAmplitude(basis).orElse(1));
    if (missing.isEmpty()) {
      return basis;
    }
    remarks.add(
        "The basis has no "
            + missing.stream()
                .map(BasisSignal::kind)
                .distinct()
                .map(kind -> kind == SignalKind.LIPID ? "lipids" : "macromolecules")
                .collect(Collectors.joining(" and no "))
            + "; the program's own were added: "
            + missing.stream().map(BasisSignal::name).collect(Collectors.joining(", "))
            + ".");
    return basis.with(missing);
  }

  /** The sequence to simulate; nothing is assumed that shapes the basis. */
  private static PulseSequence sequence(Acquisition acquisition) throws RefusedException {
    if (acquisition.echoTime().isEmpty()) {
      throw new RefusedException(
          Stage.BASIS,
          List.of("The file does not give the echo time. Give a basis, or the echo time."));
    }
    double echoTime = acquisition.echoTime().getAsDouble();
    plausible("echo time", echoTime);
    return switch (acquisition.sequence().localization()) {
      case PRESS -> PulseSequence.Press.ofEchoTime(echoTime);
      case SEMI_LASER -> new PulseSequence.SemiLaser(echoTime, Optional.empty());
      case STEAM -> {
        if (acquisition.mixingTime().isEmpty()) {
          throw new RefusedException(
              Stage.BASIS,
              List.of(
                  "The file does not give the mixing time of this stimulated echo. Give the mixing "
                      + "time, or a basis for it."));
        }
        double mixingTime = acquisition.mixingTime().getAsDouble();
        plausible("mixing time", mixingTime);
        yield new PulseSequence.Steam(echoTime, mixingTime);
      }
      case LASER, SPECIAL, ISIS, PULSE_ACQUIRE, UNKNOWN ->
          throw new RefusedException(
              Stage.BASIS,
              List.of(
                  "No basis can be simulated for the sequence "
                      + acquisition.sequence().localization()
                      + " \""
                      + acquisition.sequence().name()
                      + "\". Give a basis for it, or name the sequence."));
    };
  }

  private static void plausible(String what, double seconds) throws RefusedException {
    if (!(seconds >= LEAST_TIME && seconds <= LONGEST_TIME)) {
      throw new RefusedException(
          Stage.BASIS,
          List.of(
              String.format(
                  Locale.ROOT,
                  "The %s is %.3g ms; no sequence has less than %.0f or more than %.0f ms. Correct"
                      + " the header, or give a basis.",
                  what,
                  1000 * seconds,
                  1000 * LEAST_TIME,
                  1000 * LONGEST_TIME)));
    }
  }
}
