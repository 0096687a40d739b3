package org.proviso.spectroscopy.yardstick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.read.NiftiMrsWriter;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/** Writes a spectrum for a fitter that reads files: NIfTI-MRS and its truth as JSON. */
public final class YardstickFiles {

  private YardstickFiles() {}

  /**
   * Writes {@code NAME.nii.gz}, {@code NAME-water.nii.gz}, {@code NAME-parts.nii.gz} (the
   * noise-free parts along a user dimension, in the order of the truth's {@code parts}) and {@code
   * NAME-truth.json}.
   *
   * @param spectrum what to write
   * @param folder existing folder
   * @throws IOException when the file system refuses
   */
  public static void write(YardstickSpectrum spectrum, Path folder) throws IOException {
    String name = spectrum.name();
    NiftiMrsWriter.write(spectrum.metabolites(), folder.resolve(name + ".nii.gz"));
    NiftiMrsWriter.write(spectrum.water(), folder.resolve(name + "-water.nii.gz"));
    NiftiMrsWriter.write(parts(spectrum), folder.resolve(name + "-parts.nii.gz"));
    Files.writeString(folder.resolve(name + "-truth.json"), TruthJson.of(spectrum));
  }

  private static MrsData parts(YardstickSpectrum spectrum) {
    int count = spectrum.parts().size();
    double[] all = new double[2 * Protocol.POINTS * count];
    int at = 0;
    for (ComplexSignal part : spectrum.parts().values()) {
      double[] trace = part.trace(0);
      System.arraycopy(trace, 0, all, at, trace.length);
      at += trace.length;
    }
    return spectrum
        .metabolites()
        .withSignal(
            ComplexSignal.of(
                Protocol.POINTS, List.of(new Dimension(Dimension.Kind.USER, count)), all));
  }
}
