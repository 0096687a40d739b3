package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.WaterSuppression;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * NIfTI-MRS (Clarke 2022, Magn Reson Med 88:2358; specification 0.9) of a single voxel. Its
 * rotation is this module's.
 */
final class NiftiMrsReader {

  /** A side of this length says that the dimension is not localised (specification 2.2). */
  private static final double UNLOCALISED_MILLIMETRES = 10_000;

  private NiftiMrsReader() {}

  static boolean matches(NiftiFile file) {
    return file.intent().startsWith("mrs_v");
  }

  static MrsData read(NiftiFile file) throws UnreadableFileException {
    if (file.type() != NiftiFile.COMPLEX64 && file.type() != NiftiFile.COMPLEX128) {
      throw UnreadableFileException.inconsistent(
          "NIfTI-MRS prescribes complex data; the data type is " + file.type() + ".");
    }
    if (file.size(1) * (long) file.size(2) * file.size(3) > 1) {
      throw UnreadableFileException.unsupported(
          "this NIfTI-MRS file is a spectroscopic image of "
              + file.size(1)
              + " x "
              + file.size(2)
              + " x "
              + file.size(3)
              + " voxels.",
          "Give a single-voxel measurement.");
    }
    Optional<String> json = file.extension(NiftiFile.MRS_EXTENSION);
    if (json.isEmpty()) {
      throw UnreadableFileException.missing(
          "the NIfTI-MRS file has no header extension with its metadata (code 44).");
    }
    HeaderFields fields = fields(json.get());
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.NIFTI_MRS);
    double dwell = file.spacing(4) * file.timeUnit();
    builder
        .used("dwell time", Double.toString(dwell), "pixdim[4], seconds")
        .acquisition()
        .dwellTime(dwell);
    builder.used("version", file.intent(), "intent_name");
    use(builder, fields, "spectrometer frequency", "SpectrometerFrequency");
    builder.acquisition().spectrometerFrequency(fields.required("SpectrometerFrequency"));
    use(builder, fields, "nucleus", "ResonantNucleus");
    builder.acquisition().nucleus(fields.find("ResonantNucleus").orElse("1H"));
    use(builder, fields, "echo time", "EchoTime");
    builder.acquisition().echoTime(fields.number("EchoTime").orElse(0));
    use(builder, fields, "repetition time", "RepetitionTime");
    builder.acquisition().repetitionTime(fields.number("RepetitionTime").orElse(0));
    use(builder, fields, "mixing time", "MixingTime");
    builder.acquisition().mixingTime(fields.number("MixingTime").orElse(0));
    use(builder, fields, "inversion time", "InversionTime");
    builder.acquisition().inversionTime(fields.number("InversionTime").orElse(0));
    sequence(builder, fields);
    builder.acquisition().manufacturer(fields.find("Manufacturer").orElse(""));
    Optional<String> suppressed = fields.find("WaterSuppressed");
    if (suppressed.isPresent()) {
      use(builder, fields, "water suppression", "WaterSuppressed");
      builder
          .acquisition()
          .waterSuppression(
              suppressed.get().equals("true")
                  ? WaterSuppression.SUPPRESSED
                  : WaterSuppression.UNSUPPRESSED);
    } else {
      builder.remark("The metadata do not say whether water was suppressed.");
    }
    geometry(builder, file);
    int transients = 1;
    List<Dimension> dimensions = new ArrayList<>();
    // NIfTI's fifth dimension varies faster than its seventh; ours are listed slowest first.
    for (int d = 7; d >= 5; d--) {
      Dimension.Kind kind = kind(fields.find("dim_" + d), d);
      if (file.size(d) > 1) {
        use(builder, fields, "dimension " + d, "dim_" + d);
        dimensions.add(new Dimension(kind, file.size(d)));
        if (kind == Dimension.Kind.TRANSIENT) {
          transients = file.size(d);
        }
      }
    }
    if (dimensions.stream().map(Dimension::kind).distinct().count() != dimensions.size()) {
      throw UnreadableFileException.inconsistent(
          "two NIfTI-MRS dimensions carry the same tag: " + dimensions + ".");
    }
    builder.acquisition().averages(transients > 1 ? transients : 0);
    return builder.build(file.size(4), dimensions, file.complexValues());
  }

  private static void use(
      MeasurementBuilder builder, HeaderFields fields, String name, String key) {
    fields.find(key).ifPresent(raw -> builder.used(name, raw, "NIfTI-MRS " + key));
  }

  private static void sequence(MeasurementBuilder builder, HeaderFields fields) {
    // The product's name is the surest; a custom file's name or a protocol's says it second.
    for (String key : List.of("SequenceName", "ProtocolName", "PulseSequenceFile.Value")) {
      Optional<String> name = fields.find(key);
      if (name.isPresent()
          && Sequence.named(name.get()).localization() != Sequence.Localization.UNKNOWN) {
        use(builder, fields, "sequence", key);
        builder.acquisition().sequence(Sequence.named(name.get()));
        return;
      }
    }
    builder.acquisition().sequence(Sequence.named(fields.find("SequenceName").orElse("")));
  }

  private static void geometry(MeasurementBuilder builder, NiftiFile file)
      throws UnreadableFileException {
    double[] affine = file.affine(false);
    if (affine == null) {
      builder.remark("The NIfTI-MRS file sets no scanner position; there is no voxel.");
      return;
    }
    if (!file.hasQuaternion()) {
      builder.remark(
          "The voxel was taken from the sform: the qform, which NIfTI-MRS prescribes, is not set.");
    }
    double[] edge = new double[3];
    Vector3[] axis = new Vector3[3];
    for (int i = 0; i < 3; i++) {
      Vector3 column = new Vector3(affine[i], affine[4 + i], affine[8 + i]);
      edge[i] = column.norm();
      if (!(edge[i] > 0) || edge[i] >= UNLOCALISED_MILLIMETRES) {
        builder.remark("The NIfTI-MRS voxel is not localised in every direction; no voxel.");
        return;
      }
      axis[i] = column.unit();
    }
    builder.used(
        "voxel geometry", Arrays.toString(affine), file.hasQuaternion() ? "qform" : "sform");
    builder.voxel(
        new Vector3(affine[3], affine[7], affine[11]),
        axis[0],
        axis[1],
        axis[2],
        new Vector3(edge[0], edge[1], edge[2]));
  }

  private static Dimension.Kind kind(Optional<String> tag, int dimension) {
    String name =
        tag.orElse(
            switch (dimension) {
              case 5 -> "DIM_COIL";
              case 6 -> "DIM_DYN";
              default -> "DIM_INDIRECT_0";
            });
    return NiftiMrsDimensions.kind(name);
  }

  /** The metadata flattened: nested keys joined by a dot, the first entry of an array. */
  private static HeaderFields fields(String json) throws UnreadableFileException {
    HeaderFields fields = new HeaderFields("NIfTI-MRS");
    Map<Integer, String> path = new HashMap<>();
    int depth = 0;
    int arrays = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_OBJECT -> depth++;
          case END_OBJECT -> depth--;
          case START_ARRAY -> arrays++;
          case END_ARRAY -> arrays--;
          case PROPERTY_NAME -> path.put(depth, parser.currentName());
          case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
            StringBuilder key = new StringBuilder();
            for (int level = 1; level <= depth; level++) {
              key.append(level > 1 ? "." : "").append(path.getOrDefault(level, ""));
            }
            // The first entry of an array is kept: put() ignores the ones after it.
            fields.put(key.toString(), parser.getString());
          }
          case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {
            // nothing to note
          }
        }
      }
    } catch (JacksonException e) {
      throw UnreadableFileException.inconsistent(
          "the NIfTI-MRS metadata are not valid JSON (" + e.getOriginalMessage() + ").");
    }
    if (depth != 0 || arrays != 0) {
      throw UnreadableFileException.truncated("the NIfTI-MRS metadata end too early.");
    }
    return fields;
  }
}
