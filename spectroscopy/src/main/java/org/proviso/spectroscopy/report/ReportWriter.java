package org.proviso.spectroscopy.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.quality.Quantification;

/** Writes the files of a report into a folder. */
public final class ReportWriter {

  /** The files that a report may have. */
  private static final List<String> NAMES =
      List.of(
          "result.json",
          "report.html",
          "metabolites.csv",
          "fhir.json",
          "spectrum.svg",
          "spectrum.png",
          "voxel.png",
          "processed.nii.gz");

  private ReportWriter() {}

  /**
   * Writes {@code report.html}, {@code result.json}, {@code metabolites.csv}, {@code fhir.json},
   * and for a quantified spectrum {@code spectrum.svg} and {@code spectrum.png}, and the voxel's
   * {@code voxel.png} when there is an image. Files of an earlier report that this one does not
   * have are removed, so that no old number stands beside a refusal.
   *
   * @param report what to write
   * @param folder created when missing
   * @return the files, in the order written
   * @throws IOException when the file system refuses
   */
  public static List<Path> write(SpectrumReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    clear(folder);
    List<Path> files = new ArrayList<>();
    files.add(text(folder, "result.json", ResultJson.of(report)));
    files.add(text(folder, "report.html", HtmlPage.of(report)));
    files.add(text(folder, "metabolites.csv", MetaboliteCsv.of(report)));
    files.add(text(folder, "fhir.json", FhirBundle.of(report)));
    if (report.quantification() instanceof Quantification.Quantified quantified) {
      SpectrumChart chart = new SpectrumChart(quantified.result());
      files.add(text(folder, "spectrum.svg", chart.svg()));
      files.add(Files.write(folder.resolve("spectrum.png"), chart.png()));
    }
    if (report.placement().isPresent() && report.placement().get().views().isPresent()) {
      files.add(
          Files.write(folder.resolve("voxel.png"), report.placement().get().views().get().bytes()));
    }
    return List.copyOf(files);
  }

  /**
   * Writes {@code result.json} and {@code report.html} of a file that could not be read or
   * processed.
   *
   * @param source name of the file
   * @param software name and version of the program
   * @param code in one word, where it was refused
   * @param reasons why, with what to do next; at least one
   * @param folder created when missing
   * @return the files
   * @throws IOException when the file system refuses
   */
  public static List<Path> writeUnreadable(
      String source, String software, String code, List<String> reasons, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    clear(folder);
    return List.of(
        text(folder, "result.json", ResultJson.unreadable(source, software, code, reasons)),
        text(folder, "report.html", HtmlPage.unreadable(source, software, reasons)));
  }

  private static void clear(Path folder) throws IOException {
    for (String name : NAMES) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** Whether a file is one that a report in a folder would replace. */
  public static boolean replaces(Path file, Path folder) {
    Path name = file.getFileName();
    if (name == null || !NAMES.contains(name.toString())) {
      return false;
    }
    try {
      return Files.isSameFile(file, folder.resolve(name));
    } catch (IOException absent) {
      return false;
    }
  }

  private static Path text(Path folder, String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }
}
