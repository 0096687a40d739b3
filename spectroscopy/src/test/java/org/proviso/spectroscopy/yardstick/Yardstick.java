package org.proviso.spectroscopy.yardstick;

import java.util.List;
import org.proviso.spectroscopy.yardstick.misfit.Misfit;
import org.proviso.spectroscopy.yardstick.signal.NoiseLevel;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SignalSynthesis;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * Makes the spectra of the yardstick. The same numbers give the same spectrum, byte for byte, on
 * every machine.
 */
public final class Yardstick {

  /** Master seeds lie below this. */
  public static final int MASTER_SEEDS = 1 << 30;

  private static final int SPECTRA = 1 << 24;
  private static final List<NoiseLevel> LEVELS = List.of(NoiseLevel.values());

  private final SignalSynthesis synthesis;

  /** A yardstick for a protocol. */
  public Yardstick(Protocol protocol) {
    synthesis = new SignalSynthesis(protocol);
  }

  /**
   * The seed of a spectrum. Spectra of two cells, or under two master seeds, never share one: the
   * three numbers have bits of their own.
   *
   * @param masterSeed from 0 to {@link #MASTER_SEEDS} &minus; 1
   * @param cell the cell
   * @param index number of the spectrum within its cell, from 0
   */
  public static long seed(int masterSeed, Cell cell, int index) {
    if (masterSeed < 0 || masterSeed >= MASTER_SEEDS || index < 0 || index >= SPECTRA) {
      throw new IllegalArgumentException(
          "master seed " + masterSeed + " or index " + index + " is out of range");
    }
    return (long) masterSeed << 32 | (long) cell.number() << 24 | index;
  }

  /** Noise of a spectrum: the levels take turns. */
  public static NoiseLevel noiseLevel(int index) {
    return LEVELS.get(index % LEVELS.size());
  }

  /**
   * Makes a spectrum.
   *
   * @param masterSeed names the set that is drawn
   * @param cell the cell
   * @param index number of the spectrum within its cell, from 0
   */
  public YardstickSpectrum spectrum(int masterSeed, Cell cell, int index) {
    long seed = seed(masterSeed, cell, index);
    SpectrumModel model = NominalSpectrum.draw(RandomStream.of(seed, "nominal spectrum"));
    for (Misfit misfit : cell.misfits()) {
      model = misfit.apply(model, RandomStream.of(seed, misfit.name()));
    }
    String name = cell.name().replace(' ', '-') + "-" + masterSeed + "-" + index;
    return synthesis.render(name, seed, model, noiseLevel(index));
  }
}
