package org.proviso.spectroscopy.report;

import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.quality.Quantification;

/** The table for spreadsheets (RFC 4180). A refused spectrum has the heading only. */
final class MetaboliteCsv {

  private MetaboliteCsv() {}

  static String of(SpectrumReport report) {
    StringBuilder csv = new StringBuilder();
    csv.append(
        "source,kind,name,value,lower95,upper95,baseline_spread,cramer_rao_percent,millimolal,millimolar\r\n");
    if (report.quantification() instanceof Quantification.Quantified quantified) {
      FitResult result = quantified.result();
      for (RatioEstimate ratio : result.ratios()) {
        row(csv, report, "ratio", ratio.name(), ratio, "", ",");
      }
      for (MetaboliteEstimate estimate : result.totals()) {
        metabolite(csv, report, "total", estimate);
      }
      for (MetaboliteEstimate estimate : result.signals()) {
        metabolite(csv, report, "signal", estimate);
      }
    }
    return csv.toString();
  }

  private static void metabolite(
      StringBuilder csv, SpectrumReport report, String kind, MetaboliteEstimate estimate) {
    row(
        csv,
        report,
        kind + " to tCr",
        estimate.name(),
        estimate.ratioToTotalCreatine(),
        estimate.cramerRaoPercent().isPresent()
            ? Double.toString(estimate.cramerRaoPercent().getAsDouble())
            : "",
        report
            .concentration(estimate.name())
            .map(c -> c.millimolal() + "," + c.millimolar())
            .orElse(","));
  }

  private static void row(
      StringBuilder csv,
      SpectrumReport report,
      String kind,
      String name,
      RatioEstimate ratio,
      String bound,
      String amounts) {
    csv.append(quoted(report.source())).append(',').append(kind).append(',').append(quoted(name));
    csv.append(',').append(finite(ratio.value().orElse(Double.NaN)));
    csv.append(',').append(finite(ratio.interval95().lower()));
    csv.append(',').append(finite(ratio.interval95().upper()));
    csv.append(',').append(finite(ratio.baselineSpread().orElse(Double.NaN)));
    csv.append(',').append(bound).append(',').append(amounts).append("\r\n");
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  /** Quotes a text; a leading sign that a spreadsheet would run as a formula is defused. */
  private static String quoted(String text) {
    String safe =
        text.startsWith("=") || text.startsWith("+") || text.startsWith("@") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
