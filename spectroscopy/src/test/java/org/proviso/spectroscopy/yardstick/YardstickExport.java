package org.proviso.spectroscopy.yardstick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proviso.spectroscopy.yardstick.signal.Protocol;

/**
 * Writes spectra for a program that cannot be run from here. Usage: {@code YardstickExport FOLDER
 * MASTER-SEED SPECTRA-A-CELL}; one folder for each cell, files as {@link YardstickFiles} names
 * them.
 */
public final class YardstickExport {

  private YardstickExport() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("Usage: YardstickExport FOLDER MASTER-SEED SPECTRA-A-CELL");
      System.exit(2);
    }
    int masterSeed = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    Yardstick yardstick = new Yardstick(Protocol.press30());
    for (Cell cell : Cell.all()) {
      Path folder = Path.of(arguments[0]).resolve(cell.name().replace(' ', '-'));
      Files.createDirectories(folder);
      for (int index = 0; index < count; index++) {
        YardstickFiles.write(yardstick.spectrum(masterSeed, cell, index), folder);
      }
      System.err.println(cell.name() + ": " + count + " spectra");
    }
  }
}
