package org.proviso.storage.release;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.proviso.determination.Libraries;
import org.proviso.ground.Problem;
import org.proviso.storage.Content;

/**
 * Files to be published together, and who publishes them. Files of the current release that are not
 * named stay as they are; nothing is ever taken out of a library, because decisions are replayed
 * with it.
 *
 * @param files by path relative to the library's root, with forward slashes
 * @param person who answers for it, for example {@code Mary Smith <mary@example.org>}
 * @param note why, in a few words; may be empty
 * @param replacesVersions whether a version that was published may be given another content: a
 *     correction, which changes the answers for dates of service that it applied to before
 */
public record Publication(
    SortedMap<String, Content> files, String person, String note, boolean replacesVersions) {
  /** The most bytes that the files have together. */
  public static final int SIZE_LIMIT = 32 * 1024 * 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+ -]{0,99}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{0,300}");

  public Publication {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** A publication that replaces no version. */
  public static Publication of(SortedMap<String, Content> files, String person) {
    return new Publication(files, person, "", false);
  }

  /**
   * Whether a path can be one of a library: names of letters, digits and {@code _.+ -} that begin
   * with none of the signs, three folders deep at most, ending as documents and value sets do.
   */
  static boolean isLibraryFile(String path) {
    String[] names = path.split("/", -1);
    boolean sound = names.length <= 4;
    for (String name : names) {
      sound &= NAME.matcher(name).matches();
    }
    return sound
        && (path.equals(Libraries.PROPERTIES)
            || (names.length > 1
                && (path.endsWith(".md") || path.endsWith(".csv") || path.endsWith(".json"))));
  }

  /** What is wrong with it before any document is read. */
  List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    if (person.isBlank() || !LINE.matcher(person).matches()) {
      problems.add(
          new Problem(
              "publisher-missing",
              "person",
              "It does not say, on one line of at most 300 characters, who publishes.",
              "Name the person who answers for it."));
    }
    if (!LINE.matcher(note).matches()) {
      problems.add(
          new Problem(
              "note-too-long",
              "note",
              "The note is not one line of at most 300 characters.",
              "Shorten it."));
    }
    if (files.isEmpty()) {
      problems.add(
          new Problem(
              "nothing-to-publish",
              "files",
              "There is no document, value set or library.properties among the files.",
              "Name a document, or the folder of a library."));
    }
    long size = 0;
    for (var file : files.entrySet()) {
      size += file.getValue().size();
      if (!isLibraryFile(file.getKey())) {
        problems.add(
            new Problem(
                "path-not-allowed",
                file.getKey(),
                "It is no path of a library.",
                "Put documents (.md) and value sets (.csv, .json) into a folder of the library, with plain names."));
      }
    }
    if (size > SIZE_LIMIT) {
      problems.add(
          new Problem(
              "too-large",
              "files",
              "The files have %d bytes together, and %d is the most.".formatted(size, SIZE_LIMIT),
              "Publish them in parts."));
    }
    return problems;
  }
}
