package org.proviso.spectroscopy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.SpectrumOutcome.Stage;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.read.MeasurementReader;
import org.proviso.spectroscopy.read.ReadResult;
import org.proviso.spectroscopy.read.Refusal;

/** Step 1 of a report: the measurement and the water reference that goes with it. */
final class SpectrumFiles {

  private SpectrumFiles() {}

  /** A measurement and the water reference that goes with it. */
  record Measurements(MrsData metabolites, Optional<MrsData> water, Optional<String> waterSource) {}

  static Measurements read(SpectrumRequest request) throws RefusedException {
    List<MrsData> inFile = read(request.measurement(), request);
    List<MrsData> candidates =
        inFile.stream()
            .filter(d -> d.acquisition().waterSuppression() != WaterSuppression.UNSUPPRESSED)
            .toList();
    if (candidates.size() != 1) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              candidates.isEmpty()
                  ? "The file holds only an unsuppressed water signal. Give the water-suppressed "
                      + "measurement, and this file as its water reference."
                  : "The file holds "
                      + candidates.size()
                      + " measurements. Give them one by one."));
    }
    if (request.water().isEmpty()) {
      Optional<MrsData> own =
          inFile.stream()
              .filter(d -> d.acquisition().waterSuppression() == WaterSuppression.UNSUPPRESSED)
              .findFirst();
      return new Measurements(
          candidates.getFirst(), own, own.map(w -> name(request.measurement()) + ", same file"));
    }
    Path file = request.water().get();
    if (same(file, request.measurement())) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              "The water reference is the measurement itself. Give the reference that was acquired"
                  + " without water suppression, or leave it out."));
    }
    List<MrsData> references = read(file, request);
    // A file that holds both gives its unsuppressed signal; one that does not say is taken at the
    // caller's word.
    MrsData reference =
        references.stream()
            .filter(d -> d.acquisition().waterSuppression() == WaterSuppression.UNSUPPRESSED)
            .findFirst()
            .orElse(references.getFirst());
    if (reference.acquisition().waterSuppression() == WaterSuppression.SUPPRESSED) {
      throw new RefusedException(
          Stage.READ,
          List.of(
              name(file)
                  + " is water-suppressed by its own header. Give the unsuppressed reference."));
    }
    return new Measurements(candidates.getFirst(), Optional.of(reference), Optional.of(name(file)));
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static List<MrsData> read(Path file, SpectrumRequest request) throws RefusedException {
    return switch (MeasurementReader.read(file, request.supplied())) {
      case ReadResult.Measurements read -> read.measurements();
      case ReadResult.Refused refused ->
          throw new RefusedException(
              refused.refusal().reason() == Refusal.Reason.NOT_A_MEASUREMENT
                      && file.equals(request.measurement())
                  ? Stage.RECOGNIZE
                  : Stage.READ,
              List.of(
                  file.equals(request.measurement())
                      ? refused.refusal().sentences()
                      : refused.refusal().text()));
    };
  }

  /** The name that reports use for a file. */
  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
