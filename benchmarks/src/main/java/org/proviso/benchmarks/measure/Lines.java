package org.proviso.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the lines that a machine reads of a guideline's source. */
final class Lines {
  private static final String FENCE = "```";

  /** Fences of a document that decide; its cases are tests. */
  private static final Set<String> DECIDING = Set.of("criteria", "facts", "codes");

  private Lines() {}

  /**
   * Lines that are neither blank nor comment; of a document only those in fences that decide.
   *
   * @param sources files, or folders of documents, from the root
   */
  static int count(Path root, List<String> sources) {
    return sources.stream().mapToInt(source -> count(root.resolve(source))).sum();
  }

  private static int count(Path source) {
    try {
      if (Files.isDirectory(source)) {
        try (Stream<Path> files = Files.list(source)) {
          return files.mapToInt(Lines::count).sum();
        }
      }
      List<String> lines = Files.readAllLines(source);
      return source.toString().endsWith(".md") ? inFences(lines) : code(lines);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int code(List<String> lines) {
    return Math.toIntExact(
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .filter(line -> !line.startsWith("//") && !line.startsWith("*"))
            .filter(line -> !line.startsWith("/*"))
            .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
            .count());
  }

  private static int inFences(List<String> lines) {
    int count = 0;
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inside = !inside && DECIDING.contains(line.substring(FENCE.length()).strip());
      } else if (inside && !line.isBlank()) {
        count++;
      }
    }
    return count;
  }
}
