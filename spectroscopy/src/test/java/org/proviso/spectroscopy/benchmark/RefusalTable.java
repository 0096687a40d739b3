package org.proviso.spectroscopy.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.LcmodelBasisWriter;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.read.NiftiMrsWriter;
import org.proviso.spectroscopy.read.SuppliedParameters;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/**
 * Files that must not be quantified, made from a seed, and what becomes of each from the file to
 * its report. Run with a folder to write the files and reports into; prints a table.
 */
public final class RefusalTable {

  private static final int POINTS = 2048;
  private static final double DWELL_TIME = 2.5e-4;
  private static final double FREQUENCY = 123.2;
  private static final double NOISE = 0.25;
  private static final double ECHO_TIME = 0.03;
  private static final long SEED = 3;
  private static final Map<String, Double> BRAIN =
      Map.of(
          "NAA", 9.7, "NAAG", 1.4, "Cr", 4.2, "PCr", 3.8, "GPC", 1.1, "PCho", 0.5, "Ins", 6.0,
          "Glu", 8.7, "Gln", 2.3, "MM09", 6.0);

  private final Path folder;
  private final BasisSet basis = basis(ECHO_TIME, FREQUENCY);

  /**
   * A table.
   *
   * @param folder to write into; created when absent
   */
  public RefusalTable(Path folder) {
    this.folder = folder;
  }

  /**
   * What became of one file.
   *
   * @param name what is wrong with the file
   * @param outcome of the whole program
   * @param result the file for programs
   */
  public record Row(String name, SpectrumOutcome outcome, String result) {}

  private static BasisSet basis(double echoTime, double frequency) {
    return BasisSimulator.shared()
        .basis(
            BasisSimulator.BRAIN_METABOLITES,
            BasisSimulator.BROAD_COMPONENTS,
            PulseSequence.Press.ofEchoTime(echoTime),
            frequency);
  }

  /**
   * Makes the files and runs each.
   *
   * @return one row for each file; the first is a good one
   * @throws IOException when a file cannot be written
   */
  public List<Row> rows() throws IOException {
    Files.createDirectories(folder);
    Path otherEcho = folder.resolve("te30.basis");
    LcmodelBasisWriter.write(basis, POINTS, DWELL_TIME, otherEcho);
    Path otherField = folder.resolve("1.5t.basis");
    LcmodelBasisWriter.write(basis(ECHO_TIME, 63.9), POINTS, DWELL_TIME, otherField);
    double[] good = signal(BRAIN, 4, 0);
    List<Row> rows = new ArrayList<>();
    rows.add(run("a good spectrum", scan("good", good, ECHO_TIME), Optional.empty()));
    rows.add(
        run(
            "creatine alone, shifted by 0.2 ppm",
            scan("shifted", signal(Map.of("Cr", 10.0), 4, 0.2), ECHO_TIME),
            Optional.empty()));
    rows.add(run("noise only", scan("noise", signal(Map.of(), 4, 0), ECHO_TIME), Optional.empty()));
    rows.add(run("water only", scan("water", water(), ECHO_TIME), Optional.empty()));
    rows.add(
        run(
            "basis of TE 30 ms on data of TE 144 ms",
            scan("te144", good, 0.144),
            Optional.of(otherEcho)));
    rows.add(
        run("basis of 1.5 T on data of 3 T", scan("3t", good, ECHO_TIME), Optional.of(otherField)));
    rows.add(
        run("lines of 25 Hz", scan("broad", signal(BRAIN, 25, 0), ECHO_TIME), Optional.empty()));
    rows.add(run("swamped by lipids", scan("lipids", lipids(good), ECHO_TIME), Optional.empty()));
    rows.add(run("a file cut in half", truncated(good), Optional.empty()));
    double[] holed = good.clone();
    holed[17] = Double.NaN;
    rows.add(
        run(
            "a value that is no number",
            rda("nan", holed, ByteOrder.LITTLE_ENDIAN),
            Optional.empty()));
    rows.add(
        run(
            "bytes in the wrong order",
            rda("swapped", good, ByteOrder.BIG_ENDIAN),
            Optional.empty()));
    return rows;
  }

  private Row run(String name, Path file, Optional<Path> givenBasis) throws IOException {
    Path out = folder.resolve(file.getFileName() + "-report");
    SpectrumRequest request =
        new SpectrumRequest(
            file,
            Optional.empty(),
            Optional.empty(),
            givenBasis,
            Optional.empty(),
            Optional.empty(),
            SuppliedParameters.none(),
            out);
    SpectrumOutcome outcome = new Spectroscopy(Clock.systemUTC()).run(request, step -> {});
    return new Row(name, outcome, Files.readString(out.resolve("result.json")));
  }

  private Path scan(String name, double[] signal, double echoTime) throws IOException {
    Path file = folder.resolve(name + ".nii.gz");
    NiftiMrsWriter.write(
        MrsData.synthetic(
            ComplexSignal.of(signal),
            Acquisition.of(DWELL_TIME, FREQUENCY)
                .with(FREQUENCY / Acquisition.PROTON_MEGAHERTZ_PER_TESLA, echoTime, 2)
                .with(Sequence.named("PRESS"))
                .with(WaterSuppression.SUPPRESSED)),
        file);
    return file;
  }

  private double[] signal(Map<String, Double> amounts, double width, double shiftPpm) {
    double[] signal = new double[2 * POINTS];
    SplittableRandom random = new SplittableRandom(SEED);
    for (BasisSignal source : basis.signals()) {
      double amount = amounts.getOrDefault(source.name(), 0.0);
      if (amount == 0) {
        continue;
      }
      // Data whose axis is off: their true reference differs from the one in the header.
      double[] unit =
          source
              .waveform()
              .render(POINTS, DWELL_TIME, ChemicalShift.WATER_PPM - shiftPpm, FREQUENCY);
      for (int n = 0; n < POINTS; n++) {
        double envelope = amount * Math.exp(-Math.PI * width * n * DWELL_TIME);
        signal[2 * n] += envelope * unit[2 * n];
        signal[2 * n + 1] += envelope * unit[2 * n + 1];
      }
    }
    for (int i = 0; i < signal.length; i++) {
      signal[i] += NOISE * random.nextGaussian();
    }
    return signal;
  }

  private double[] water() {
    double[] signal = signal(Map.of(), 4, 0);
    for (int n = 0; n < POINTS; n++) {
      signal[2 * n] += 60000 * Math.exp(-Math.PI * 7 * n * DWELL_TIME);
    }
    return signal;
  }

  private double[] lipids(double[] brain) {
    double[] sum = signal(Map.of("Lip13a", 900.0, "Lip13b", 900.0, "Lip09", 500.0), 4, 0);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += brain[i];
    }
    return sum;
  }

  private Path truncated(double[] good) throws IOException {
    Path file = scan("cut", good, ECHO_TIME);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    return file;
  }

  /** An RDA file, which says nothing of its byte order. */
  private Path rda(String name, double[] signal, ByteOrder order) throws IOException {
    StringBuilder header = new StringBuilder(">>> Begin of header <<<\r\n");
    List<String> lines =
        List.of(
            "TR: 2000.0",
            "TE: 30.0",
            "DwellTime: " + DWELL_TIME * 1e6,
            "MRFrequency: " + FREQUENCY,
            "MagneticFieldStrength: 3.0",
            "Nucleus: 1H",
            "SequenceName: *svs_se",
            "VectorSize: " + POINTS,
            "CSIMatrixSize[0]: 1",
            "CSIMatrixSize[1]: 1",
            "CSIMatrixSize[2]: 1");
    lines.forEach(line -> header.append(line).append("\r\n"));
    header.append(">>> End of header <<<\r\n");
    byte[] text = header.toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(text.length + Double.BYTES * signal.length).order(order);
    bytes.put(text);
    for (double value : signal) {
      bytes.putDouble(value);
    }
    return Files.write(folder.resolve(name + ".rda"), bytes.array());
  }

  private static void print(Row row, PrintStream out) {
    switch (row.outcome()) {
      case SpectrumOutcome.Quantified(var report, var files) ->
          out.printf(
              Locale.ROOT,
              "%-40s quantified, %s%n",
              row.name(),
              report.quantification().verdict().level().name().toLowerCase(Locale.ROOT));
      case SpectrumOutcome.Refused(var stage, var reasons, var files) ->
          out.printf(
              Locale.ROOT,
              "%-40s refused (%s): %s%n",
              row.name(),
              stage.name().toLowerCase(Locale.ROOT),
              String.join(" ", reasons));
    }
  }

  /**
   * Prints the table.
   *
   * @param arguments the folder
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected a folder to write into");
    }
    for (Row row : new RefusalTable(Path.of(arguments[0])).rows()) {
      print(row, System.out);
    }
  }
}
