package org.proviso.benchmarks.bundles;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What the own JSON scanner is worth: {@code JsonTrees FILE...} reads each file into the same tree,
 * by the scanner of {@code ground} and by jackson-core with the same strictness, in turns, and
 * prints CPU time and bytes for one reading of all files.
 */
public final class JsonTrees {
  private static final int ROUNDS = 15;
  private static final int WARM = 5;
  private static final int READINGS = 400;
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private JsonTrees() {}

  private interface Reader {
    Json read(byte[] text) throws IOException;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    var texts = new ArrayList<byte[]>();
    for (String file : arguments) {
      texts.add(Files.readAllBytes(Path.of(file)));
    }
    for (byte[] text : texts) {
      if (!own(text).equals(jackson(text))) {
        throw new IllegalStateException("the two readers disagree");
      }
    }
    var own = new double[ROUNDS];
    var jackson = new double[ROUNDS];
    long bytes = texts.stream().mapToLong(text -> text.length).sum();
    for (int round = -WARM; round < ROUNDS; round++) {
      double ownTime = microseconds(JsonTrees::own, texts);
      double jacksonTime = microseconds(JsonTrees::jackson, texts);
      if (round >= 0) {
        own[round] = ownTime;
        jackson[round] = jacksonTime;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d bytes in %d files, %d rounds of %d readings in turns, medians%n",
        bytes,
        texts.size(),
        ROUNDS,
        READINGS);
    System.out.printf(
        Locale.ROOT,
        "own scanner   %.1f us, %,d bytes%n",
        median(own),
        allocated(JsonTrees::own, texts));
    System.out.printf(
        Locale.ROOT,
        "jackson-core  %.1f us, %,d bytes%n",
        median(jackson),
        allocated(JsonTrees::jackson, texts));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double microseconds(Reader reader, List<byte[]> texts) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int reading = 0; reading < READINGS; reading++) {
      read(reader, texts);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / READINGS;
  }

  private static long allocated(Reader reader, List<byte[]> texts) throws IOException {
    long start = THREADS.getCurrentThreadAllocatedBytes();
    for (int reading = 0; reading < READINGS; reading++) {
      read(reader, texts);
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - start) / READINGS;
  }

  private static void read(Reader reader, List<byte[]> texts) throws IOException {
    for (byte[] text : texts) {
      if (!(reader.read(text) instanceof Json.Obj)) {
        throw new IllegalStateException("not an object");
      }
    }
  }

  private static Json own(byte[] text) throws IOException {
    try {
      return JsonReader.read(text, 0, text.length);
    } catch (JsonReader.NotJsonException notJson) {
      throw new IOException(notJson);
    }
  }

  private static Json jackson(byte[] text) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      return value(parser, parser.nextToken());
    }
  }

  private static Json value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        var members = new Json.Members();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          members.put(name, value(parser, parser.nextToken()));
        }
        yield members.toObject();
      }
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          items.add(value(parser, next));
        }
        yield new Json.Array(items);
      }
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT -> new Json.Whole(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> new Json.Real(parser.getDoubleValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case NOT_AVAILABLE, PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected " + token);
    };
  }
}
