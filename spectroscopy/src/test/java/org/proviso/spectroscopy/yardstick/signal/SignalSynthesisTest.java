package org.proviso.spectroscopy.yardstick.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.FourierTransform;

/** Signals against closed forms: areas, decays, phases, noise, and the reference. */
class SignalSynthesisTest {

  private static final double ECHO = 0.030;
  private static final double T2 = 0.2;
  private static final SignalSynthesis SYNTHESIS = new SignalSynthesis(Protocol.press30());

  @Test
  void aSingletStartsAtItsProtonsTimesItsAmountAtTheEcho() {
    ComplexSignal inositol = part(model(Map.of("sIns", 2.0)), "sIns");

    double expected = 2.0 * 6 * Math.exp(-ECHO / T2);
    assertThat(inositol.trace(0)[0]).isCloseTo(expected, within(1e-9));
    assertThat(inositol.trace(0)[1]).isCloseTo(0, within(1e-9));
  }

  @Test
  void aSingletDecaysWithItsT2AndTheLineShape() {
    double lorentz = 3;
    double gauss = 4;
    SpectrumModel model =
        model(Map.of("sIns", 1.0)).toBuilder().lineShape(LineShape.voigt(lorentz, gauss)).build();
    double[] signal = part(model, "sIns").trace(0);

    int point = 150;
    double t = point * Protocol.DWELL_TIME;
    double size = Math.hypot(signal[2 * point], signal[2 * point + 1]);
    double gaussian = Math.PI * gauss * t;
    assertThat(size)
        .isCloseTo(
            6
                * Math.exp(-ECHO / T2 - t / T2 - Math.PI * lorentz * t)
                * Math.exp(-gaussian * gaussian / (4 * Math.log(2))),
            within(1e-9));
    double angle = 2 * Math.PI * (4.65 - 3.34) * Protocol.MEGAHERTZ * t;
    assertThat(signal[2 * point] / size).isCloseTo(Math.cos(angle), within(1e-6));
    assertThat(signal[2 * point + 1] / size).isCloseTo(Math.sin(angle), within(1e-6));
  }

  @Test
  void aGaussianLineIsHalfAsHighAtHalfItsWidth() {
    double width = 0.2;
    SpectrumModel model =
        model(Map.of()).toBuilder().lipids(List.of(BroadLine.gaussian(4.65, 1, width))).build();
    double[] signal = part(model, "lipids").trace(0);
    // The first point counts half, so that the baseline of a one-sided transform is zero.
    double center = signal[0] / 2;
    double aside = signal[0] / 2;
    for (int point = 1; 2 * point < signal.length; point++) {
      double angle = Math.PI * width * Protocol.MEGAHERTZ * point * Protocol.DWELL_TIME;
      center += signal[2 * point];
      aside += signal[2 * point] * Math.cos(angle) + signal[2 * point + 1] * Math.sin(angle);
    }
    assertThat(aside / center).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void aMoietyRelaxesOnItsOwn() {
    SpectrumModel model =
        model(Map.of("Cr", 1.0)).toBuilder()
            .relaxation(
                Map.of(
                    "Cr/methyl", new Relaxation(0.15, 0),
                    "Cr/methylene", new Relaxation(0.11, 0)))
            .build();
    YardstickSpectrum spectrum = render(model, NoiseLevel.SNR_60, 1);

    double start = 3 * Math.exp(-ECHO / 0.15) + 2 * Math.exp(-ECHO / 0.11);
    assertThat(first(spectrum, "Cr")).isCloseTo(start, within(1e-9));
    assertThat(spectrum.truth().amountsAtEcho().get("Cr"))
        .isCloseTo(Math.exp(-ECHO / 0.15), within(1e-12));
  }

  @Test
  void theReferenceHasTwoProtonsOfEachWater() {
    SpectrumModel model = model(Map.of("Cr", 8.0));
    YardstickSpectrum spectrum = render(model, NoiseLevel.SNR_120, 1);

    double water = 2 * 40_000 * Math.exp(-ECHO / 0.08);
    assertThat(spectrum.truth().waterAmplitude()).isCloseTo(water, within(1e-6));
    assertThat(spectrum.water().signal().trace(0)[0])
        .isCloseTo(water, within(5 * spectrum.truth().noise()));
    assertThat(first(spectrum, "Cr") / water)
        .isCloseTo(8 * 5 * Math.exp(-ECHO / T2) / water, within(1e-12));
  }

  @Test
  void ratiosAreThoseOfTheAmountsAtTheEcho() {
    Truth truth =
        render(model(Map.of("NAA", 10.0, "NAAG", 1.0, "Cr", 4.0, "PCr", 4.0)), NoiseLevel.SNR_60, 1)
            .truth();

    assertThat(truth.ratio(Target.TNAA)).isCloseTo(11 / 8.0, within(1e-12));
    assertThat(truth.ratio(Target.INS)).isZero();
  }

  @Test
  void theLineShapeAndEddyCurrentsChangeNoArea() {
    SpectrumModel plain = model(Map.of("NAA", 1.0));
    SpectrumModel distorted =
        plain.toBuilder()
            .lineShape(
                new LineShape(
                    3, 4, List.of(new LineShape.Part(0, 0.7), new LineShape.Part(6, 0.3)), 4))
            .sharedEddyCurrent(new EddyCurrent(List.of(new EddyCurrent.Part(5, 0.05))))
            .ownEddyCurrent(new EddyCurrent(List.of(new EddyCurrent.Part(-2, 0.02))))
            .build();

    assertThat(part(distorted, "NAA").trace(0)[0])
        .isCloseTo(part(plain, "NAA").trace(0)[0], within(1e-9));
    assertThat(part(distorted, "NAA").trace(0)[1])
        .isCloseTo(part(plain, "NAA").trace(0)[1], within(1e-9));
  }

  @Test
  void anEddyCurrentTurnsTheSignalByTheIntegralOfItsFrequency() {
    EddyCurrent eddyCurrent = new EddyCurrent(List.of(new EddyCurrent.Part(4, 0.05)));

    assertThat(eddyCurrent.phase(0)).isZero();
    assertThat(eddyCurrent.phase(1e-5)).isCloseTo(2 * Math.PI * 4 * 1e-5, within(1e-7));
    assertThat(eddyCurrent.phase(10)).isCloseTo(2 * Math.PI * 4 * 0.05, within(1e-9));
  }

  @Test
  void theScanIsTheSumOfItsPartsAndNoiseOfTheStatedSize() {
    SpectrumModel model =
        model(Map.of("NAA", 10.0, "Cr", 8.0, "Glu", 9.0)).toBuilder()
            .macromolecules(List.of(BroadLine.gaussian(0.91, 24, 0.14)))
            .baseline(List.of(BroadLine.gaussian(2.5, 40, 1.5)))
            .residualWater(List.of(new BroadLine(4.65, 200, 8, 2, 1)))
            .build();
    YardstickSpectrum spectrum = render(model, NoiseLevel.SNR_30, 7);

    double[] left = spectrum.metabolites().signal().trace(0);
    for (ComplexSignal part : spectrum.parts().values()) {
      double[] trace = part.trace(0);
      for (int i = 0; i < left.length; i++) {
        left[i] -= trace[i];
      }
    }
    double squares = 0;
    double sum = 0;
    for (double value : left) {
      squares += value * value;
      sum += value;
    }
    double noise = spectrum.truth().noise();
    assertThat(Math.sqrt(squares / left.length) / noise).isCloseTo(1, within(0.05));
    assertThat(sum / left.length / noise).isCloseTo(0, within(0.08));
  }

  @Test
  void theNoiseLevelIsTheHeightOfNaaOverTheNoiseOfTheSpectrum() {
    SpectrumModel model =
        model(Map.of()).toBuilder().lipids(List.of(new BroadLine(4.65, 31.5, 5, 0, 0))).build();
    double[] naa = FourierTransform.spectrum(part(model, "lipids").trace(0));
    double height = 0;
    for (int i = 0; i < naa.length; i += 2) {
      height = Math.max(height, naa[i]);
    }
    double[] noise = new double[2 * Protocol.POINTS];
    RandomStream random = RandomStream.of(3, "test");
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.normal(0, NoiseLevel.SNR_60.standardDeviation());
    }
    double[] spectrum = FourierTransform.spectrum(noise);
    double squares = 0;
    for (int i = 0; i < spectrum.length; i += 2) {
      squares += spectrum[i] * spectrum[i];
    }
    double deviation = Math.sqrt(squares / Protocol.POINTS);

    // The sampled one-sided line is higher than the continuous one by half of its first point.
    assertThat(height / deviation).isCloseTo(60, within(2.5));
  }

  private static SpectrumModel model(Map<String, Double> concentrations) {
    return new SpectrumModel(
        concentrations,
        new Relaxation(T2, 0),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        LineShape.voigt(0, 0),
        0,
        0,
        EddyCurrent.none(),
        EddyCurrent.none(),
        new Water(40_000, 0.08));
  }

  private static YardstickSpectrum render(SpectrumModel model, NoiseLevel level, long seed) {
    return SYNTHESIS.render("test", seed, model, level);
  }

  private static ComplexSignal part(SpectrumModel model, String name) {
    return Optional.ofNullable(render(model, NoiseLevel.SNR_60, 1).parts().get(name)).orElseThrow();
  }

  private static double first(YardstickSpectrum spectrum, String part) {
    return part(spectrum.truth().model(), part).trace(0)[0];
  }
}
