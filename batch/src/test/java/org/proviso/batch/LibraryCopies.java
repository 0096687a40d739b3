package org.proviso.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** Large libraries whose documents have the sizes and shapes of real ones. */
final class LibraryCopies {
  private LibraryCopies() {}

  /**
   * Writes copies of the documents of a folder, and the documents that they share.
   *
   * @param documents how many, shared ones apart; with the last one its guideline is complete
   * @return the code of each guideline, by its identifier
   */
  static Map<String, Code> write(Path source, Path to, int documents) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(source)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    var services = new TreeMap<String, Code>();
    int written = 0;
    for (int copy = 0; written < documents; copy++) {
      for (Path file : files) {
        String name = source.relativize(file).toString();
        boolean shared = name.startsWith("shared") || !name.endsWith(".md") || !name.contains("/");
        String id = name.replaceFirst("/.*", "") + "-copy" + copy;
        if (shared ? copy > 0 : written >= documents && !services.containsKey(id)) {
          continue;
        }
        Path target = to.resolve(shared ? name : id + name.substring(name.indexOf('/')));
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(to));
        String text = Files.readString(file);
        if (!shared) {
          int next = 10_000 + services.size();
          Code service =
              services.computeIfAbsent(id, _ -> new Code(CodeSystem.CPT, Integer.toString(next)));
          text =
              text.replaceFirst("(?m)^guideline: *(\\S+)", "guideline: " + id)
                  .replaceFirst("(?m)^service: .*$", "service: cpt " + service.value());
          written++;
        }
        Files.writeString(target, text);
      }
    }
    return services;
  }
}
