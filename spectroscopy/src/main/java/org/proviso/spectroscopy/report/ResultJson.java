package org.proviso.spectroscopy.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.place.ChemicalShiftDisplacement;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.process.Ledger;
import org.proviso.spectroscopy.quality.PublishedAmount;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code result.json}, the contract for programs. A bound that the data do not give is {@code
 * null}. A refused spectrum has its verdict and reasons and no number.
 */
final class ResultJson {

  private ResultJson() {}

  static String of(SpectrumReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      open(json, report.source(), report.software());
      boolean quantified = report.quantification() instanceof Quantification.Quantified;
      quality(json, report, quantified);
      switch (report.quantification()) {
        case Quantification.Quantified q -> {
          metabolites(json, report, q.result());
          ratios(json, q.result());
          report
              .measurement()
              .voxel()
              .ifPresentOrElse(
                  voxel -> voxel(json, voxel, report.placement()),
                  () -> json.writeNullProperty("voxel"));
        }
        case Quantification.Refused refused -> noNumbers(json);
      }
      ledger(json, report, quantified);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * The result of a measurement that could not even be read or processed.
   *
   * @param source name of the file
   * @param software name and version of the program
   * @param code in one word, where it was refused
   * @param reasons why
   */
  static String unreadable(String source, String software, String code, List<String> reasons) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      open(json, source, software);
      json.writeObjectPropertyStart("quality");
      json.writeStringProperty("verdict", "unusable");
      strings(json, "reasons", reasons);
      strings(json, "reasonCodes", List.of(code));
      strings(json, "remarks", List.of());
      json.writeEndObject();
      noNumbers(json);
      json.writeArrayPropertyStart("ledger");
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void open(JsonGenerator json, String source, String software) {
    json.writeStartObject();
    json.writeStringProperty("notice", HtmlPage.NOTICE);
    json.writeStringProperty("source", source);
    json.writeStringProperty("software", software);
  }

  /** What stands in the place of numbers when a spectrum was refused. */
  private static void noNumbers(JsonGenerator json) {
    json.writeArrayPropertyStart("metabolites");
    json.writeEndArray();
    json.writeObjectPropertyStart("ratios");
    json.writeEndObject();
    json.writeNullProperty("voxel");
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void quality(JsonGenerator json, SpectrumReport report, boolean numbers) {
    QualityVerdict verdict = report.quantification().verdict();
    json.writeObjectPropertyStart("quality");
    json.writeStringProperty("verdict", verdict.level().name().toLowerCase(Locale.ROOT));
    strings(json, "reasons", verdict.reasons().stream().map(QualityReason::message).toList());
    strings(
        json,
        "reasonCodes",
        verdict.reasons().stream().map(reason -> reason.kind().name()).toList());
    strings(json, "remarks", report.allRemarks());
    if (numbers) {
      verdict.signalToNoise().ifPresent(v -> number(json, "snr", v));
      verdict.linewidthHertz().ifPresent(v -> number(json, "linewidthHz", v));
    }
    json.writeEndObject();
  }

  private static void metabolites(JsonGenerator json, SpectrumReport report, FitResult result) {
    json.writeArrayPropertyStart("metabolites");
    List<MetaboliteEstimate> all = new ArrayList<>(result.totals());
    for (MetaboliteEstimate signal : result.signals()) {
      if (all.stream().noneMatch(other -> other.name().equals(signal.name()))) {
        all.add(signal);
      }
    }
    for (MetaboliteEstimate estimate : all) {
      RatioEstimate ratio = estimate.ratioToTotalCreatine();
      json.writeStartObject();
      json.writeStringProperty("name", estimate.name());
      json.writeStringProperty("kind", estimate.kind().name().toLowerCase(Locale.ROOT));
      number(json, "ratioToTotalCreatine", ratio.value().orElse(Double.NaN));
      interval(json, ratio.interval95());
      number(json, "cramerRaoPercent", estimate.cramerRaoPercent().orElse(Double.NaN));
      ratio.baselineSpread().ifPresent(v -> number(json, "baselineSpread", v));
      report
          .concentration(estimate.name())
          .ifPresent(
              c -> {
                number(json, "millimolal", c.millimolal());
                numbers(
                    json, "millimolalInterval95", c.interval95().lower(), c.interval95().upper());
                number(json, "millimolar", c.millimolar());
                PublishedAmount.of(c.name())
                    .ifPresent(
                        published ->
                            numbers(
                                json,
                                "publishedMillimolarQuartiles",
                                published.lowerQuartile(),
                                published.upperQuartile()));
              });
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void ratios(JsonGenerator json, FitResult result) {
    json.writeObjectPropertyStart("ratios");
    for (RatioEstimate ratio : result.ratios()) {
      json.writeObjectPropertyStart(ratio.name());
      number(json, "value", ratio.value().orElse(Double.NaN));
      interval(json, ratio.interval95());
      ratio.baselineSpread().ifPresent(v -> number(json, "baselineSpread", v));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void voxel(JsonGenerator json, Voxel voxel, Optional<Placement> placement) {
    json.writeObjectPropertyStart("voxel");
    json.writeStringProperty("frame", "RAS, millimetres");
    numbers(json, "centre", voxel.centre().x(), voxel.centre().y(), voxel.centre().z());
    numbers(json, "size", voxel.edges());
    numbers(json, "affine", voxel.affine());
    number(json, "volumeMillilitres", voxel.volume());
    placement.flatMap(Placement::tissue).ifPresent(tissue -> tissue(json, tissue));
    placement
        .map(Placement::displacements)
        .filter(displacements -> !displacements.isEmpty())
        .ifPresent(displacements -> displacements(json, displacements));
    json.writeEndObject();
  }

  private static void tissue(JsonGenerator json, TissueFractions tissue) {
    json.writeObjectPropertyStart("tissue");
    number(json, "grey", tissue.grey());
    number(json, "white", tissue.white());
    number(json, "fluid", tissue.fluid());
    number(json, "unassigned", tissue.unassigned());
    json.writeEndObject();
  }

  private static void displacements(
      JsonGenerator json, List<ChemicalShiftDisplacement> displacements) {
    json.writeArrayPropertyStart("displacements");
    for (ChemicalShiftDisplacement displacement : displacements) {
      Vector3 along = displacement.millimetres();
      json.writeStartObject();
      json.writeStringProperty("name", displacement.name());
      number(json, "ppm", displacement.ppm());
      numbers(json, "alongEdges", along.x(), along.y(), along.z());
      number(json, "overlap", displacement.overlap());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void sentences(JsonGenerator json, String step, List<String> sentences) {
    for (String sentence : sentences) {
      json.writeStartObject();
      json.writeStringProperty("step", step);
      json.writeStringProperty("description", sentence);
      json.writeEndObject();
    }
  }

  private static void ledger(JsonGenerator json, SpectrumReport report, boolean numbers) {
    json.writeArrayPropertyStart("ledger");
    for (Ledger.Step step : report.ledger().steps()) {
      json.writeStartObject();
      json.writeStringProperty("step", step.name());
      json.writeStringProperty("description", step.description());
      json.writeStringProperty("source", step.source());
      if (numbers) {
        json.writeArrayPropertyStart("constants");
        for (Ledger.Constant constant : step.constants()) {
          json.writeStartObject();
          json.writeStringProperty("name", constant.name());
          number(json, "value", constant.value());
          json.writeStringProperty("unit", constant.unit());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    if (report.quantification() instanceof Quantification.Quantified quantified) {
      sentences(json, "fit", quantified.result().ledger());
      sentences(json, "water scaling", report.scaling());
    }
    json.writeEndArray();
  }

  private static void interval(JsonGenerator json, Interval interval) {
    numbers(json, "interval95", interval.lower(), interval.upper());
  }

  private static void numbers(JsonGenerator json, String name, double... values) {
    json.writeArrayPropertyStart(name);
    for (double value : values) {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
