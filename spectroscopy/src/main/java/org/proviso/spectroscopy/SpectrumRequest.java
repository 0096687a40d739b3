package org.proviso.spectroscopy;

import java.nio.file.Path;
import java.util.Optional;
import org.proviso.spectroscopy.place.SliceSelection;
import org.proviso.spectroscopy.read.SuppliedParameters;

/**
 * What to make a report of.
 *
 * @param measurement file of the measurement; a file that holds its own water reference is split
 * @param water file of the water reference, when it is a separate one
 * @param image image on which the voxel is placed: a NIfTI file or a DICOM folder
 * @param basis LCModel basis to fit with; simulated for the sequence when absent
 * @param tissue probability maps of grey matter, white matter and fluid, in the image's space
 * @param selection bandwidths of slice selection, where the sequence's documentation gives them
 * @param supplied parameters of formats that carry none
 * @param output folder for the report
 */
public record SpectrumRequest(
    Path measurement,
    Optional<Path> water,
    Optional<Path> image,
    Optional<Path> basis,
    Optional<TissueMaps> tissue,
    Optional<SliceSelection> selection,
    SuppliedParameters supplied,
    Path output) {

  /**
   * Three NIfTI probability maps.
   *
   * @param grey grey matter
   * @param white white matter
   * @param fluid cerebrospinal fluid
   */
  public record TissueMaps(Path grey, Path white, Path fluid) {}

  /** A request with nothing but a measurement and a folder. */
  public static SpectrumRequest of(Path measurement, Path output) {
    return new SpectrumRequest(
        measurement,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SuppliedParameters.none(),
        output);
  }
}
