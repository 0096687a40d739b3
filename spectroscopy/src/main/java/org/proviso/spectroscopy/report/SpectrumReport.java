package org.proviso.spectroscopy.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.fit.WaterScaling.Concentration;
import org.proviso.spectroscopy.fit.WaterScaling.Scaled;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.place.ChemicalShiftDisplacement;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.process.Ledger;
import org.proviso.spectroscopy.process.TransientStatistics;
import org.proviso.spectroscopy.quality.Quantification;

/**
 * Everything that is told about one spectrum.
 *
 * @param source name of the measurement's file
 * @param created when the report was made
 * @param software name and version of the program
 * @param measurement the measurement as read
 * @param waterSource name of the water reference's file, when there is one
 * @param basis what the spectrum was fitted with
 * @param ledger every processing step
 * @param transients how the transients fared
 * @param quantification the numbers with their verdict, or the refusal
 * @param scaled water-scaled concentrations and their constants, when there is a water reference
 * @param placement the voxel on the image, when an image was given
 * @param remarks what was assumed or could not be done, one sentence each
 */
public record SpectrumReport(
    String source,
    Instant created,
    String software,
    MrsData measurement,
    Optional<String> waterSource,
    String basis,
    Ledger ledger,
    Optional<TransientStatistics> transients,
    Quantification quantification,
    Optional<Scaled> scaled,
    Optional<Placement> placement,
    List<String> remarks) {

  /**
   * The voxel on the image.
   *
   * @param imageSource name of the image; empty when none was given
   * @param views PNG of three orthogonal views; empty when the box could not be shown
   * @param displacements how far each metabolite's box is displaced; empty when the bandwidth of
   *     slice selection is not known
   * @param tissue tissue fractions, when maps were given
   */
  public record Placement(
      String imageSource,
      Optional<Png> views,
      List<ChemicalShiftDisplacement> displacements,
      Optional<TissueFractions> tissue) {
    /** Copies the list. */
    public Placement {
      displacements = List.copyOf(displacements);
    }
  }

  /** The bytes of a PNG file. */
  public static final class Png {
    private final byte[] bytes;

    /** Copies the bytes. */
    public Png(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Copies the lists. */
  public SpectrumReport {
    remarks = List.copyOf(remarks);
  }

  /** Water-scaled concentrations; empty when there is no water reference. */
  public List<Concentration> concentrations() {
    return scaled.map(Scaled::concentrations).orElse(List.of());
  }

  /** Every constant of the water scaling, one sentence each. */
  public List<String> scaling() {
    return scaled.map(Scaled::ledger).orElse(List.of());
  }

  /** What the reader, the processing and the judgement had to assume or could not do. */
  public List<String> allRemarks() {
    return Stream.of(measurement.remarks(), remarks, quantification.verdict().remarks())
        .flatMap(List::stream)
        .toList();
  }

  /** The ratios of concentrations; empty when the spectrum was refused. */
  public List<RatioEstimate> ratios() {
    return switch (quantification) {
      case Quantification.Quantified quantified -> quantified.result().ratios();
      case Quantification.Refused refused -> List.of();
    };
  }

  /** The water-scaled concentration of a metabolite. */
  public Optional<Concentration> concentration(String name) {
    return concentrations().stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
