package org.proviso.spectroscopy.yardstick.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;

/**
 * One spectrum with its truth.
 *
 * @param name unique name, fit for a file
 * @param seed seed it was made from
 * @param protocol how it was acquired
 * @param noiseLevel noise
 * @param metabolites the water-suppressed scan
 * @param water the water reference
 * @param truth what it was made of
 * @param parts the noise-free parts, which add up to the scan without its noise: each metabolite,
 *     then {@code macromolecules}, {@code lipids}, {@code baseline}, {@code residual water}
 */
public record YardstickSpectrum(
    String name,
    long seed,
    Protocol protocol,
    NoiseLevel noiseLevel,
    MrsData metabolites,
    MrsData water,
    Truth truth,
    Map<String, ComplexSignal> parts) {

  /** Copies the map; its order is kept. */
  public YardstickSpectrum {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
