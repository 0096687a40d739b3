package org.proviso.spectroscopy.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.spectroscopy.basis.SignalKind;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.model.HeaderValue;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.place.ChemicalShiftDisplacement;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.process.Ledger;
import org.proviso.spectroscopy.quality.PublishedAmount;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;

/** The report as one page that needs nothing but itself. */
final class HtmlPage {

  static final String NOTICE = "Not a medical device, for research and documentation.";

  private static final String STYLE =
      """
      :root{color-scheme:light;--ink:#212529;--soft:#495057;--line:#dee2e6}
      body{margin:0 auto;max-width:62rem;padding:1.5rem;color:var(--ink);background:#fff;
      font:15px/1.5 system-ui,sans-serif}
      h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem;
      border-bottom:1px solid var(--line);padding-bottom:.2rem}
      .notice{background:#f1f3f5;border-left:4px solid #495057;padding:.5rem .8rem;margin:1rem 0}
      .verdict{display:inline-block;padding:.15rem .7rem;border-radius:.3rem;font-weight:600}
      .adequate{background:#d3f9d8;color:#1b4d23}.limited{background:#fff3bf;color:#5c3d00}
      .unusable{background:#ffe3e3;color:#7d1a1a}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{border-bottom:1px solid var(--line);padding:.25rem .6rem;text-align:left;
      vertical-align:top}th{font-weight:600;color:var(--soft)}
      .scroll{overflow-x:auto}svg,img{max-width:100%;height:auto}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}
      dt{color:var(--soft)}dd{margin:0}small{color:var(--soft)}
      @media print{body{max-width:none;padding:0}h2{break-after:avoid}}
      """;

  private final SpectrumReport report;
  private final Html html;

  private HtmlPage(SpectrumReport report) {
    this.report = report;
    html = open(report.source());
  }

  static String of(SpectrumReport report) {
    return new HtmlPage(report).page();
  }

  /** The page of a measurement that could not even be read or processed. */
  static String unreadable(String source, String software, List<String> reasons) {
    Html html = open(source);
    html.raw("<p>Technical quality: <span class=\"verdict unusable\">unusable</span></p>\n");
    html.list(reasons);
    html.heading("Not quantified")
        .paragraph(
            "This file was refused for the reasons above, before there was a spectrum. No "
                + "concentration, ratio or interval is given.");
    html.raw("<p><small>").text("By " + software).raw("</small></p>\n");
    return close(html);
  }

  private static Html open(String source) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
    html.text("Spectrum of " + source).raw("</title>\n<style>\n" + STYLE);
    html.raw("</style>\n</head>\n<body>\n");
    html.raw("<h1>").text("Spectrum of " + source).raw("</h1>\n");
    return html.raw("<p class=\"notice\"><strong>").text(NOTICE).raw("</strong></p>\n");
  }

  private static String close(Html html) {
    return html.raw("<p class=\"notice\">").text(NOTICE).raw("</p>\n</body>\n</html>\n").toString();
  }

  private String page() {
    head();
    switch (report.quantification()) {
      case Quantification.Quantified quantified -> numbers(quantified.result());
      case Quantification.Refused refused ->
          html.heading("Not quantified")
              .paragraph(
                  "This spectrum was refused for the reasons above. No concentration, ratio or "
                      + "interval is given.");
    }
    voxel();
    html.heading("Reporting standard");
    html.raw("<p><small>MRSinMRS, Lin 2021, NMR Biomed 34:e4484.</small></p>\n");
    html.table(ReportingChecklist.rows(report));
    ledger();
    headerValues();
    return close(html);
  }

  private void head() {
    QualityVerdict verdict = report.quantification().verdict();
    String level = verdict.level().name().toLowerCase(Locale.ROOT);
    html.raw("<p>Technical quality: <span class=\"verdict ").raw(level).raw("\">");
    html.text(level).raw("</span></p>\n");
    if (!verdict.reasons().isEmpty()) {
      html.list(verdict.reasons().stream().map(QualityReason::message).toList());
    }
    html.raw("<dl>\n");
    verdict.signalToNoise().ifPresent(v -> entry("Signal-to-noise ratio", Numbers.fixed(v, 1)));
    double frequency = report.measurement().acquisition().spectrometerFrequency();
    verdict
        .linewidthHertz()
        .ifPresent(
            v ->
                entry(
                    "Linewidth",
                    Numbers.fixed(v, 1) + " Hz (" + Numbers.fixed(v / frequency, 3) + " ppm)"));
    report
        .transients()
        .ifPresent(
            t ->
                entry(
                    "Transients",
                    t.acquired()
                        + " acquired, "
                        + t.rejected()
                        + " left out, frequency range "
                        + Numbers.fixed(t.driftHertz(), 2)
                        + " Hz"));
    entry("Format", report.measurement().format().title());
    entry("Basis", report.basis());
    entry("Water reference", report.waterSource().orElse("none"));
    entry("Made", report.created() + " by " + report.software());
    html.raw("</dl>\n");
    List<String> remarks = report.allRemarks();
    if (!remarks.isEmpty()) {
      html.raw("<details><summary>Remarks (").text(Integer.toString(remarks.size()));
      html.raw(")</summary>\n").list(remarks).raw("</details>\n");
    }
  }

  private void entry(String term, String value) {
    html.raw("<dt>").text(term).raw("</dt><dd>").text(value).raw("</dd>\n");
  }

  private void numbers(FitResult result) {
    SpectrumChart chart = new SpectrumChart(result);
    html.heading("Spectrum").raw(chart.svg());
    html.paragraph(
        "Reference: shifted by "
            + Numbers.text(result.lines().shiftPpm())
            + " ppm; contrast of the match "
            + Numbers.text(result.reference().contrast())
            + ". Phase "
            + Numbers.fixed(Math.toDegrees(result.lines().phase0()), 1)
            + " degrees and "
            + Numbers.fixed(Math.toDegrees(result.lines().phase1()), 2)
            + " degrees/ppm. Residual over noise "
            + Numbers.text(result.residual() / result.noise())
            + ".");
    html.heading("Ratios");
    ratios(result);
    html.heading("Metabolites");
    metabolites(result);
    html.raw("<details><summary>Components</summary>\n").raw(chart.componentsSvg());
    html.raw("</details>\n");
    html.heading("Published ratios: recurrence and treatment effect");
    published(result);
  }

  private void ratios(FitResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ratio", "value", "95 % interval", "spread over baselines"));
    for (RatioEstimate ratio : result.ratios()) {
      rows.add(
          List.of(
              ratio.name(),
              ratio.value().isPresent() ? Numbers.text(ratio.value().getAsDouble()) : "undefined",
              Numbers.text(ratio.interval95()),
              ratio.baselineSpread().isPresent()
                  ? "\u00b1 " + Numbers.text(ratio.baselineSpread().getAsDouble())
                  : "undefined"));
    }
    html.table(rows);
    html.raw("<p><small>")
        .text(
            "Ratios of concentrations. Intervals are Fieller's, from the error expected over all "
                + "baselines by their weight; the spread is half of the range over all baselines that "
                + "the data do not exclude.");
    html.raw("</small></p>\n");
  }

  private void metabolites(FitResult result) {
    html.table(metaboliteRows(result.totals()));
    if (!report.concentrations().isEmpty()) {
      html.raw("<p><small>")
          .text(
              "mM: mmol for each liter of tissue. Published: middle half of the studies' means; "
                  + PublishedAmount.SOURCE
                  + ".");
      html.raw("</small></p>\n");
    }
    List<MetaboliteEstimate> others =
        result.signals().stream()
            .filter(
                signal -> result.totals().stream().noneMatch(t -> t.name().equals(signal.name())))
            .toList();
    html.raw("<details><summary>").text("All " + others.size() + " signals of the basis");
    html.raw("</summary>\n").table(metaboliteRows(others)).raw("</details>\n");
  }

  private List<List<String>> metaboliteRows(List<MetaboliteEstimate> estimates) {
    boolean scaled = !report.concentrations().isEmpty();
    List<List<String>> rows = new ArrayList<>();
    List<String> heading =
        new ArrayList<>(
            List.of(
                "signal", "ratio to tCr", "95 % interval", "Cram\u00e9r-Rao", "baseline spread"));
    if (scaled) {
      heading.addAll(List.of("mmol/kg water", "mM", "published, mM"));
    }
    rows.add(heading);
    for (MetaboliteEstimate estimate : estimates) {
      RatioEstimate ratio = estimate.ratioToTotalCreatine();
      List<String> row =
          new ArrayList<>(
              List.of(
                  estimate.name() + (estimate.kind() == SignalKind.METABOLITE ? "" : " (broad)"),
                  ratio.value().isPresent()
                      ? Numbers.text(ratio.value().getAsDouble())
                      : "undefined",
                  Numbers.text(ratio.interval95()),
                  estimate.cramerRaoPercent().isPresent()
                      ? bound(estimate.cramerRaoPercent().getAsDouble())
                      : "not found",
                  ratio.baselineSpread().isPresent()
                      ? "\u00b1 " + Numbers.text(ratio.baselineSpread().getAsDouble())
                      : "undefined"));
      if (scaled) {
        row.add(
            report
                .concentration(estimate.name())
                .map(c -> Numbers.text(c.millimolal()) + " (" + Numbers.text(c.interval95()) + ")")
                .orElse(""));
        row.add(
            report
                .concentration(estimate.name())
                .map(c -> Numbers.text(c.millimolar()))
                .orElse(""));
        row.add(PublishedAmount.of(estimate.name()).map(PublishedAmount::middleHalf).orElse(""));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Beyond three digits a bound says no more than that nothing was found. */
  private static String bound(double percent) {
    return percent > 999 ? "over 999 %" : Numbers.fixed(percent, 0) + " %";
  }

  private void published(FitResult result) {
    html.paragraph(
        "Shown for orientation with their spread; this program compares nothing and concludes "
            + "nothing. The studies used signal ratios, mostly at long echo times; choline has "
            + "three times the protons of the singlets it is compared with, so that the "
            + "concentration ratio of this page times three is the nearer figure, relaxation aside.");
    List<List<String>> measured = new ArrayList<>();
    measured.add(List.of("this spectrum", "concentration ratio", "times 3", "interval, times 3"));
    for (String name : List.of("tCho/tNAA", "tCho/tCr")) {
      Optional<RatioEstimate> ratio = result.ratio(name);
      if (ratio.isPresent() && ratio.get().value().isPresent()) {
        double value = ratio.get().value().getAsDouble();
        Interval interval = ratio.get().interval95();
        measured.add(
            List.of(
                name,
                Numbers.text(value),
                Numbers.text(PublishedRatio.PROTON_FACTOR * value),
                Numbers.text(
                    new Interval(
                        PublishedRatio.PROTON_FACTOR * interval.lower(),
                        PublishedRatio.PROTON_FACTOR * interval.upper()))));
      }
    }
    html.table(measured);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("published", "figure", "95 % interval", "source"));
    for (PublishedRatio published : PublishedRatio.ALL) {
      rows.add(
          List.of(
              published.statement(),
              Numbers.fixed(published.value(), 2),
              Numbers.fixed(published.interval95().lower(), 2)
                  + " to "
                  + Numbers.fixed(published.interval95().upper(), 2),
              published.source()));
    }
    html.table(rows);
  }

  private void voxel() {
    html.heading("Voxel");
    Optional<Voxel> voxel = report.measurement().voxel();
    if (voxel.isEmpty()) {
      html.paragraph("The file gives no voxel position.");
      return;
    }
    Voxel box = voxel.get();
    html.paragraph(
        "Centre "
            + side(box.centre().x(), "R", "L")
            + ", "
            + side(box.centre().y(), "A", "P")
            + ", "
            + side(box.centre().z(), "S", "I")
            + " mm; "
            + Numbers.fixed(box.size().x(), 1)
            + " \u00d7 "
            + Numbers.fixed(box.size().y(), 1)
            + " \u00d7 "
            + Numbers.fixed(box.size().z(), 1)
            + " mm, "
            + Numbers.fixed(box.volume(), 1)
            + " mL.");
    if (report.placement().isEmpty()) {
      html.paragraph("No image was given to show it on.");
      return;
    }
    Placement placement = report.placement().get();
    if (placement.views().isPresent()) {
      html.raw("<img alt=\"Voxel on three orthogonal views\" src=\"data:image/png;base64,");
      html.raw(Base64.getEncoder().encodeToString(placement.views().get().bytes()));
      html.raw("\">\n<p><small>")
          .text(
              "On "
                  + placement.imageSource()
                  + "; the patient's right is on the left of the axial and "
                  + "coronal view."
                  + (placement.displacements().isEmpty()
                      ? ""
                      : " In other colours than the planned box: those of tNAA, tCho and Lac."));
      html.raw("</small></p>\n");
    } else if (placement.imageSource().isEmpty()) {
      html.paragraph("No image was given to show it on.");
    } else {
      html.paragraph(
          "It could not be shown on " + placement.imageSource() + "; the remarks say why.");
    }
    if (placement.displacements().isEmpty()) {
      html.paragraph(
          "Chemical-shift displacement: unknown, because no file states the bandwidths of slice "
              + "selection and none were given.");
    } else {
      displacements(placement.displacements());
    }
    placement.tissue().ifPresent(this::tissue);
  }

  /** A coordinate with the letter of the side on which it lies. */
  private static String side(double millimetres, String positive, String negative) {
    return (millimetres < 0 ? negative : positive) + " " + Numbers.fixed(Math.abs(millimetres), 1);
  }

  private void displacements(List<ChemicalShiftDisplacement> displacements) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("chemical-shift displacement", "ppm", "along the three edges, mm", "overlap"));
    for (ChemicalShiftDisplacement d : displacements) {
      rows.add(
          List.of(
              d.name(),
              Numbers.fixed(d.ppm(), 2),
              Numbers.fixed(d.millimetres().x(), 1)
                  + ", "
                  + Numbers.fixed(d.millimetres().y(), 1)
                  + ", "
                  + Numbers.fixed(d.millimetres().z(), 1),
              Numbers.fixed(100 * d.overlap(), 0) + " %"));
    }
    html.table(rows);
  }

  private void tissue(TissueFractions tissue) {
    html.table(
        List.of(
            List.of("grey matter", "white matter", "cerebrospinal fluid", "unassigned"),
            List.of(
                Numbers.fixed(100 * tissue.grey(), 1) + " %",
                Numbers.fixed(100 * tissue.white(), 1) + " %",
                Numbers.fixed(100 * tissue.fluid(), 1) + " %",
                Numbers.fixed(100 * tissue.unassigned(), 1) + " %")));
  }

  private void ledger() {
    html.heading("Ledger");
    html.raw("<ol>\n");
    for (Ledger.Step step : report.ledger().steps()) {
      html.raw("<li><strong>").text(step.name()).raw("</strong>. ").text(step.description());
      if (!step.constants().isEmpty()) {
        html.raw("<br><small>").text(constants(step)).raw("</small>");
      }
      if (!step.source().isEmpty()) {
        html.raw(" <small>").text(step.source()).raw("</small>");
      }
      html.raw("</li>\n");
    }
    if (report.quantification() instanceof Quantification.Quantified quantified) {
      ledger(quantified.result().ledger());
      ledger(report.scaling());
    }
    html.raw("</ol>\n");
  }

  private void ledger(List<String> sentences) {
    sentences.forEach(sentence -> html.raw("<li>").text(sentence).raw("</li>\n"));
  }

  private static String constants(Ledger.Step step) {
    List<String> texts = new ArrayList<>();
    for (Ledger.Constant constant : step.constants()) {
      texts.add(
          constant.name()
              + " "
              + Numbers.text(constant.value())
              + (constant.unit().isEmpty() ? "" : " " + constant.unit()));
    }
    return String.join("; ", texts);
  }

  private void headerValues() {
    html.heading("Header values used");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what", "as in the file", "where"));
    for (HeaderValue value : report.measurement().header()) {
      rows.add(List.of(value.name(), value.rawText(), value.where()));
    }
    html.raw("<details><summary>").text(rows.size() - 1 + " values").raw("</summary>\n");
    html.table(rows).raw("</details>\n");
  }
}
