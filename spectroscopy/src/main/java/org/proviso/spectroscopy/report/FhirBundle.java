package org.proviso.spectroscopy.report;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.UUID;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.RatioEstimate;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The report as FHIR R4: a collection of one DiagnosticReport and its Observations. The two facts a
 * reader may use stand out: the technical adequacy of the examination, and the ratios with their
 * intervals. The status is preliminary: no person has signed it.
 */
final class FhirBundle {

  private static final String CODES = "urn:proviso:spectroscopy";
  private static final String CPT = "http://www.ama-assn.org/go/cpt";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private final SpectrumReport report;
  private final String identity;

  private FhirBundle(SpectrumReport report) {
    this.report = report;
    // Two patients' files may have one name, and be reported in the same second.
    identity = report.source() + " " + report.created() + " " + digest(report);
  }

  private static UUID digest(SpectrumReport report) {
    double[] signal = report.measurement().signal().toInterleaved();
    ByteBuffer bytes = ByteBuffer.allocate(signal.length * Double.BYTES);
    bytes.asDoubleBuffer().put(signal);
    return UUID.nameUUIDFromBytes(bytes.array());
  }

  static String of(SpectrumReport report) {
    return new FhirBundle(report).text();
  }

  private String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("resourceType", "Bundle");
      json.writeStringProperty("type", "collection");
      json.writeStringProperty("timestamp", report.created().toString());
      json.writeArrayPropertyStart("entry");
      List<RatioEstimate> ratios = report.ratios();
      diagnosticReport(json, ratios);
      adequacy(json);
      for (RatioEstimate ratio : ratios) {
        ratio(json, ratio);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private void diagnosticReport(JsonGenerator json, List<RatioEstimate> ratios) {
    open(json, "report", "DiagnosticReport");
    json.writeStringProperty("status", "preliminary");
    concept(json, "code", CPT, "76390", "Magnetic resonance spectroscopy");
    json.writeStringProperty("issued", report.created().toString());
    json.writeArrayPropertyStart("result");
    List<String> names = new ArrayList<>();
    names.add("adequacy");
    ratios.forEach(ratio -> names.add(ratio.name()));
    for (String name : names) {
      json.writeStartObject();
      json.writeStringProperty("reference", url(name));
      json.writeEndObject();
    }
    json.writeEndArray();
    QualityVerdict verdict = report.quantification().verdict();
    json.writeStringProperty(
        "conclusion",
        HtmlPage.NOTICE
            + " Technical quality: "
            + verdict.level().name().toLowerCase(Locale.ROOT)
            + "."
            + (verdict.reasons().isEmpty()
                ? ""
                : " "
                    + String.join(
                        " ", verdict.reasons().stream().map(QualityReason::message).toList())));
    close(json);
  }

  private void adequacy(JsonGenerator json) {
    QualityVerdict verdict = report.quantification().verdict();
    String level = verdict.level().name().toLowerCase(Locale.ROOT);
    open(json, "adequacy", "Observation");
    json.writeStringProperty("status", "preliminary");
    concept(
        json,
        "code",
        CODES,
        "technical-adequacy",
        "Technical adequacy of the spectroscopy examination");
    json.writeStringProperty("effectiveDateTime", report.created().toString());
    concept(json, "valueCodeableConcept", CODES, level, level);
    if (!verdict.reasons().isEmpty()) {
      json.writeArrayPropertyStart("note");
      for (QualityReason reason : verdict.reasons()) {
        json.writeStartObject();
        json.writeStringProperty("text", reason.message());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (report.quantification() instanceof Quantification.Quantified) {
      json.writeArrayPropertyStart("component");
      component(json, "snr", "Signal-to-noise ratio", verdict.signalToNoise(), "1");
      component(json, "linewidth", "Linewidth", verdict.linewidthHertz(), "Hz");
      json.writeEndArray();
    }
    close(json);
  }

  private void ratio(JsonGenerator json, RatioEstimate ratio) {
    open(json, ratio.name(), "Observation");
    json.writeStringProperty("status", "preliminary");
    concept(json, "code", CODES, ratio.name(), "Concentration ratio " + ratio.name());
    json.writeStringProperty("effectiveDateTime", report.created().toString());
    value(json, ratio.value(), "1");
    Interval interval = ratio.interval95();
    json.writeArrayPropertyStart("component");
    component(
        json, "lower95", "95 % interval, lower bound", OptionalDouble.of(interval.lower()), "1");
    component(
        json, "upper95", "95 % interval, upper bound", OptionalDouble.of(interval.upper()), "1");
    component(json, "baseline-spread", "Spread over baseline choices", ratio.baselineSpread(), "1");
    json.writeEndArray();
    close(json);
  }

  private static void component(
      JsonGenerator json, String code, String display, OptionalDouble value, String unit) {
    json.writeStartObject();
    concept(json, "code", CODES, code, display);
    value(json, value, unit);
    json.writeEndObject();
  }

  /** A quantity, or why there is none: an interval may have no upper bound. */
  private static void value(JsonGenerator json, OptionalDouble value, String unit) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.writeObjectPropertyStart("valueQuantity");
      json.writeNumberProperty("value", value.getAsDouble());
      json.writeStringProperty("unit", unit);
      json.writeStringProperty("system", UCUM);
      json.writeStringProperty("code", unit);
      json.writeEndObject();
    } else if (value.isPresent() && value.getAsDouble() == Double.POSITIVE_INFINITY) {
      concept(json, "dataAbsentReason", ABSENT, "positive-infinity", "unbounded");
    } else {
      concept(json, "dataAbsentReason", ABSENT, "unknown", "undefined");
    }
  }

  private static void concept(
      JsonGenerator json, String property, String system, String code, String display) {
    json.writeObjectPropertyStart(property);
    json.writeArrayPropertyStart("coding");
    json.writeStartObject();
    json.writeStringProperty("system", system);
    json.writeStringProperty("code", code);
    json.writeStringProperty("display", display);
    json.writeEndObject();
    json.writeEndArray();
    json.writeStringProperty("text", display);
    json.writeEndObject();
  }

  private void open(JsonGenerator json, String name, String type) {
    json.writeStartObject();
    json.writeStringProperty("fullUrl", url(name));
    json.writeObjectPropertyStart("resource");
    json.writeStringProperty("resourceType", type);
  }

  private static void close(JsonGenerator json) {
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A name-based identifier: the same report always has the same ones. */
  private String url(String name) {
    return "urn:uuid:"
        + UUID.nameUUIDFromBytes((identity + " " + name).getBytes(StandardCharsets.UTF_8));
  }
}
