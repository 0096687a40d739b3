package org.proviso.spectroscopy.yardstick;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.EddyCurrent;
import org.proviso.spectroscopy.yardstick.signal.LineShape;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;
import org.proviso.spectroscopy.yardstick.signal.Target;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The truth of a spectrum as JSON. Units are in the names. */
final class TruthJson {

  private TruthJson() {}

  static String of(YardstickSpectrum spectrum) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      SpectrumModel model = spectrum.truth().model();
      json.writeStartObject();
      json.writeStringProperty("name", spectrum.name());
      json.writeNumberProperty("seed", spectrum.seed());
      json.writeStringProperty("protocol", spectrum.protocol().name());
      json.writeNumberProperty("signalToNoiseOfNominalNaa", spectrum.noiseLevel().ratio());
      json.writeObjectPropertyStart("ratiosToTotalCreatine");
      for (Target target : Target.values()) {
        json.writeNumberProperty(target.title(), spectrum.truth().ratio(target));
      }
      json.writeEndObject();
      numbers(json, "concentrationsMillimolal", model.concentrations());
      numbers(json, "amountsAtEchoMillimolal", spectrum.truth().amountsAtEcho());
      json.writeNumberProperty("waterMillimolal", model.water().concentration());
      json.writeNumberProperty("waterT2Seconds", model.water().t2());
      json.writeNumberProperty("waterAmplitudeProtonMillimolal", spectrum.truth().waterAmplitude());
      json.writeNumberProperty("noiseStandardDeviation", spectrum.truth().noise());
      shape(json, model);
      relaxation(json, model);
      lines(json, "macromolecules", model.macromolecules());
      lines(json, "lipids", model.lipids());
      lines(json, "baseline", model.baseline());
      lines(json, "residualWater", model.residualWater());
      eddyCurrent(json, "sharedEddyCurrent", model.sharedEddyCurrent());
      eddyCurrent(json, "ownEddyCurrent", model.ownEddyCurrent());
      json.writeArrayPropertyStart("parts");
      spectrum.parts().keySet().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void numbers(JsonGenerator json, String name, Map<String, Double> values) {
    json.writeObjectPropertyStart(name);
    values.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private static void shape(JsonGenerator json, SpectrumModel model) {
    LineShape shape = model.lineShape();
    json.writeNumberProperty("shiftHertz", model.shiftHertz());
    json.writeNumberProperty("phaseRadians", model.phase());
    json.writeObjectPropertyStart("lineShape");
    json.writeNumberProperty("lorentzHertz", shape.lorentzHertz());
    json.writeNumberProperty("gaussHertz", shape.gaussHertz());
    json.writeNumberProperty("driftHertz", shape.driftHertz());
    json.writeArrayPropertyStart("parts");
    for (LineShape.Part part : shape.parts()) {
      json.writeStartObject();
      json.writeNumberProperty("offsetHertz", part.offset());
      json.writeNumberProperty("weight", part.weight());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void relaxation(JsonGenerator json, SpectrumModel model) {
    json.writeNumberProperty("commonT2Seconds", model.commonRelaxation().t2());
    json.writeObjectPropertyStart("relaxation");
    model
        .relaxation()
        .forEach(
            (moiety, relaxation) -> {
              json.writeObjectPropertyStart(moiety);
              json.writeNumberProperty("t2Seconds", relaxation.t2());
              json.writeNumberProperty("extraWidthHertz", relaxation.extraWidth());
              json.writeEndObject();
            });
    json.writeEndObject();
  }

  private static void lines(JsonGenerator json, String name, List<BroadLine> lines) {
    json.writeArrayPropertyStart(name);
    for (BroadLine line : lines) {
      json.writeStartObject();
      json.writeNumberProperty("ppm", line.ppm());
      json.writeNumberProperty("areaProtonMillimolal", line.area());
      json.writeNumberProperty("lorentzHertz", line.lorentzHertz());
      json.writeNumberProperty("gaussHertz", line.gaussHertz());
      json.writeNumberProperty("phaseRadians", line.phase());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void eddyCurrent(JsonGenerator json, String name, EddyCurrent eddyCurrent) {
    json.writeArrayPropertyStart(name);
    for (EddyCurrent.Part part : eddyCurrent.decays()) {
      json.writeStartObject();
      json.writeNumberProperty("hertz", part.hertz());
      json.writeNumberProperty("seconds", part.seconds());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
