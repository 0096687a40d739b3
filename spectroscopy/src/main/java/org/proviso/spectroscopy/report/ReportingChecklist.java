package org.proviso.spectroscopy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.process.Ledger;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;

/**
 * The minimum reporting standard MRSinMRS (Lin 2021, NMR Biomed 34:e4484, table 1), filled in from
 * the files. What no file says is marked so, for a person to complete.
 */
final class ReportingChecklist {

  private static final String NOT_QUANTIFIED = "none; the spectrum was refused";
  private static final String NOT_IN_FILE = "not in the file; to be completed";

  private ReportingChecklist() {}

  /** Rows of item and entry, the first row the headings. */
  static List<List<String>> rows(SpectrumReport report) {
    Acquisition acquisition = report.measurement().acquisition();
    QualityVerdict verdict = report.quantification().verdict();
    boolean quantified = report.quantification() instanceof Quantification.Quantified;
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("MRSinMRS item", "entry"));
    row(rows, "1a Field strength", field(acquisition));
    row(rows, "1b Manufacturer", orMissing(acquisition.manufacturer()));
    row(rows, "1c Model and software", NOT_IN_FILE);
    row(rows, "1d RF coils", NOT_IN_FILE);
    row(rows, "1e Additional hardware", NOT_IN_FILE);
    row(
        rows,
        "2a Pulse sequence",
        acquisition.sequence().localization()
            + (acquisition.sequence().name().isEmpty()
                ? ""
                : " (\"" + acquisition.sequence().name() + "\")"));
    row(rows, "2b Volume location", NOT_IN_FILE);
    row(
        rows,
        "2c Nominal volume size",
        report.measurement().voxel().map(ReportingChecklist::size).orElse(NOT_IN_FILE));
    row(
        rows,
        "2d TR, TE",
        "TR "
            + milliseconds(acquisition.repetitionTime())
            + ", TE "
            + milliseconds(acquisition.echoTime())
            + (acquisition.mixingTime().isPresent()
                ? ", TM " + milliseconds(acquisition.mixingTime())
                : ""));
    row(
        rows,
        "2e Acquisitions per spectrum",
        acquisition.averages().isPresent()
            ? Integer.toString(acquisition.averages().getAsInt())
            : NOT_IN_FILE);
    row(
        rows,
        "2f Further parameters",
        Numbers.fixed(acquisition.spectralWidth(), 1)
            + " Hz, "
            + report.measurement().signal().points()
            + " points, "
            + Numbers.fixed(acquisition.spectrometerFrequency(), 6)
            + " MHz");
    row(
        rows,
        "2g Water suppression",
        acquisition.waterSuppression().name().toLowerCase(Locale.ROOT) + ", method " + NOT_IN_FILE);
    row(rows, "2h Shimming", NOT_IN_FILE);
    row(
        rows,
        "2i Triggering or motion correction",
        "no triggering in the file; " + step(report.ledger(), "Frequency and phase correction"));
    row(rows, "3a Analysis software", report.software());
    row(
        rows,
        "3b Processing steps",
        String.join("; ", report.ledger().steps().stream().map(Ledger.Step::name).toList())
            + " (see the ledger)");
    row(
        rows,
        "3c Output measure",
        !quantified
            ? NOT_QUANTIFIED
            : report.concentrations().isEmpty()
                ? "ratio to tCr"
                : "ratio to tCr; water-scaled mmol/kg of tissue water");
    row(
        rows,
        "3d Quantification references and assumptions",
        "basis: " + report.basis() + "; water reference: " + report.waterSource().orElse("none"));
    row(
        rows,
        "4a SNR and linewidth",
        "SNR "
            + optional(verdict.signalToNoise(), 1, "")
            + ", linewidth "
            + optional(verdict.linewidthHertz(), 1, " Hz"));
    row(rows, "4b Data exclusion criteria", "the verdict and its reasons on this page");
    row(
        rows,
        "4c Quality of fit",
        quantified ? "Cram\u00e9r-Rao bounds and intervals in the table" : NOT_QUANTIFIED);
    row(rows, "4d Sample spectrum", quantified ? "on this page" : NOT_QUANTIFIED);
    return List.copyOf(rows);
  }

  private static void row(List<List<String>> rows, String item, String entry) {
    rows.add(List.of(item, entry));
  }

  private static String orMissing(String text) {
    return text.isEmpty() ? NOT_IN_FILE : text;
  }

  private static String field(Acquisition acquisition) {
    if (acquisition.fieldStrength().isPresent()) {
      return Numbers.fixed(acquisition.fieldStrength().getAsDouble(), 2) + " T";
    }
    return acquisition.fieldOrDerived().isPresent()
        ? Numbers.fixed(acquisition.fieldOrDerived().getAsDouble(), 2)
            + " T, from the spectrometer frequency"
        : NOT_IN_FILE;
  }

  private static String size(Voxel voxel) {
    return Numbers.fixed(voxel.size().x(), 1)
        + " \u00d7 "
        + Numbers.fixed(voxel.size().y(), 1)
        + " \u00d7 "
        + Numbers.fixed(voxel.size().z(), 1)
        + " mm\u00b3 ("
        + Numbers.fixed(voxel.volume(), 1)
        + " mL)";
  }

  private static String milliseconds(OptionalDouble seconds) {
    return seconds.isPresent()
        ? Numbers.fixed(1000 * seconds.getAsDouble(), 1) + " ms"
        : NOT_IN_FILE;
  }

  private static String optional(OptionalDouble value, int digits, String unit) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble(), digits) + unit : "not measured";
  }

  private static String step(Ledger ledger, String name) {
    return ledger.steps().stream()
        .filter(step -> step.name().equals(name))
        .map(Ledger.Step::description)
        .findFirst()
        .orElse("no alignment step");
  }
}
