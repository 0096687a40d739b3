package org.proviso.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;

/**
 * What one part of a run found.
 *
 * @param machine where, when and how it ran, name to description, in order
 * @param notes sentences to read with the figures, for example who was refused and why
 */
public record Results(
    String part, SequencedMap<String, String> machine, List<Figure> figures, List<String> notes) {
  private static final String SUFFIX = ".json";

  public Results {
    machine = new LinkedHashMap<>(machine);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** Writes the file of a part. */
  public void write(Path folder) throws IOException {
    var described = new Json.Members();
    machine.forEach(described::put);
    Json all =
        new Json.Members()
            .put("part", part)
            .put("machine", described.toObject())
            .put("notes", Json.texts(notes))
            .put("figures", Json.array(figures.stream().map(Figure::toJson).toList()))
            .toObject();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(part + SUFFIX), JsonWriter.pretty(all));
  }

  /** Every part that a folder has, by name. */
  public static List<Results> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(Results::readPart)
          .toList();
    }
  }

  private static Results readPart(Path file) {
    try {
      if (JsonReader.read(Files.readString(file)) instanceof Json.Obj part) {
        return of(part);
      }
      throw new IllegalStateException(file + " is not a file of results; measure again");
    } catch (JsonReader.NotJsonException notJson) {
      throw new IllegalStateException(file + ": " + notJson.getMessage(), notJson);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Results of(Json.Obj part) {
    String name = part.get("part").orElseThrow() instanceof Json.Text(String text) ? text : "";
    var machine = new LinkedHashMap<String, String>();
    if (part.get("machine").orElseThrow() instanceof Json.Obj(var members)) {
      members.forEach(
          (key, value) -> machine.put(key, value instanceof Json.Text(String text) ? text : ""));
    }
    var figures = new ArrayList<Figure>();
    for (Json item : items(part, "figures")) {
      if (item instanceof Json.Obj figure) {
        figures.add(Figure.of(name, figure));
      }
    }
    var notes = new ArrayList<String>();
    for (Json item : items(part, "notes")) {
      if (item instanceof Json.Text(String text)) {
        notes.add(text);
      }
    }
    return new Results(name, machine, figures, notes);
  }

  private static List<Json> items(Json.Obj object, String member) {
    return object.get(member).orElseThrow() instanceof Json.Array(var items) ? items : List.of();
  }
}
