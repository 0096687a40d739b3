package org.proviso.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents that the tests read. */
final class Samples {
  private static final Pattern FENCE = Pattern.compile("(?ms)^(`{3,})([a-z-]*)\n(.*?)^\\1$");

  private Samples() {}

  static Path root() {
    return Path.of(System.getProperty("proviso.root", ".."));
  }

  static Path golden() {
    return root().resolve("language/src/test/resources/golden");
  }

  static List<Path> goldenSources() throws IOException {
    try (Stream<Path> files = Files.list(golden())) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The contents of the fences with a mark in a page of the documentation. */
  static List<String> inPage(String page, String mark) throws IOException {
    List<String> samples = new ArrayList<>();
    Matcher matcher = FENCE.matcher(Files.readString(root().resolve("docs").resolve(page)));
    while (matcher.find()) {
      if (matcher.group(2).equals(mark)) {
        samples.add(matcher.group(3));
      }
    }
    return samples;
  }

  /** Every whole document of the tests. */
  static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>(inPage("language.md", "guideline"));
    documents.addAll(inPage("diagnostics.md", "guideline"));
    for (Path file : goldenSources()) {
      documents.add(Files.readString(file));
    }
    return documents;
  }
}
