package org.proviso.spectroscopy.model;

import java.util.List;
import java.util.Optional;

/**
 * One magnetic resonance spectroscopy measurement, whatever file it came from: signal, acquisition,
 * voxel, and the header values that were used.
 *
 * @param signal complex time signal in the convention of {@link ChemicalShift}
 * @param acquisition how it was acquired
 * @param voxel where, when the source says
 * @param format the format it was read from
 * @param header every header value that was used, in order of use
 * @param remarks what the reader had to assume or leave out, one sentence each; never silent
 */
public record MrsData(
    ComplexSignal signal,
    Acquisition acquisition,
    Optional<Voxel> voxel,
    SourceFormat format,
    List<HeaderValue> header,
    List<String> remarks) {

  /** Copies the lists. */
  public MrsData {
    header = List.copyOf(header);
    remarks = List.copyOf(remarks);
  }

  /** Data from no file: known signal and acquisition, no voxel. */
  public static MrsData synthetic(ComplexSignal signal, Acquisition acquisition) {
    return new MrsData(
        signal, acquisition, Optional.empty(), SourceFormat.SYNTHETIC, List.of(), List.of());
  }

  /** The same measurement with another signal, after a processing step. */
  public MrsData withSignal(ComplexSignal changed) {
    return new MrsData(changed, acquisition, voxel, format, header, remarks);
  }

  /** The same measurement with another acquisition. */
  public MrsData withAcquisition(Acquisition changed) {
    return new MrsData(signal, changed, voxel, format, header, remarks);
  }
}
