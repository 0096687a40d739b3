package org.proviso.spectroscopy.yardstick.fitter;

import java.io.IOException;
import java.nio.file.Path;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/** A program that estimates the four ratios to total creatine. */
public interface Fitter {

  /** Name and version, for the log of runs. */
  String name();

  /**
   * Fits a spectrum.
   *
   * @param spectrum of which the measurement and the reference may be used, and nothing else
   * @param folder an empty folder to work in
   * @throws IOException when the file system refuses
   */
  FitAnswer fit(YardstickSpectrum spectrum, Path folder) throws IOException;
}
