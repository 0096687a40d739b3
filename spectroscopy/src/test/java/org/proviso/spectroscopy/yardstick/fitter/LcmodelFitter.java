package org.proviso.spectroscopy.yardstick.fitter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * LCModel (Provencher 1993, Magn Reson Med 30:672; free under the BSD license since 2021), with its
 * default settings and eddy-current correction by the water reference. Its basis is made from the
 * simulator's own shifts and sequence, as if the site had measured them without error; that favors
 * it.
 */
public final class LcmodelFitter implements Fitter {

  /** Environment variable and system property with the path of the executable. */
  public static final String VARIABLE = "LCMODEL";

  private static final String PROPERTY = "yardstick.lcmodel";
  private static final long MOST_SECONDS = 300;

  private final Path executable;
  private final Protocol protocol;
  private final String basis;

  private LcmodelFitter(Path executable, Protocol protocol) {
    this.executable = executable;
    this.protocol = protocol;
    this.basis = LcmodelFiles.basis(protocol);
  }

  /** LCModel, where the environment variable or the system property names it. */
  public static Optional<Fitter> find(Protocol protocol) {
    String path =
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .orElse("");
    return path.isEmpty() || !Files.isExecutable(Path.of(path))
        ? Optional.empty()
        : Optional.of(new LcmodelFitter(Path.of(path).toAbsolutePath(), protocol));
  }

  @Override
  public String name() {
    return "LCModel 6.3-1N";
  }

  @Override
  public FitAnswer fit(YardstickSpectrum spectrum, Path folder) throws IOException {
    // LCModel's names of files are short, so all of them stand in the folder that it runs in.
    Files.writeString(folder.resolve("my.basis"), basis);
    Files.writeString(folder.resolve("data.raw"), LcmodelFiles.raw(spectrum.metabolites(), "met"));
    Files.writeString(folder.resolve("data.h2o"), LcmodelFiles.raw(spectrum.water(), "water"));
    Path control = folder.resolve("control");
    Files.writeString(control, LcmodelFiles.control(protocol, "my.basis"));
    Process process =
        new ProcessBuilder(executable.toString())
            .directory(folder.toFile())
            .redirectInput(control.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    if (!finished(process)) {
      process.destroyForcibly();
      return new FitAnswer.Refused("no result after " + MOST_SECONDS + " s");
    }
    Path table = folder.resolve("result.table");
    return Files.exists(table)
        ? LcmodelTable.read(Files.readString(table))
        : new FitAnswer.Refused("no table");
  }

  private static boolean finished(Process process) {
    try {
      return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while LCModel ran", interrupted));
    }
  }
}
