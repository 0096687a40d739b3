package org.proviso.language.library;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Where the files of a library stand. Files are named relative to its root, with slashes. */
interface Shelf {
  /** What stands under a path. */
  sealed interface Place {
    /** A file. */
    record There(String file) implements Place {}

    /** Nothing, or no file. */
    record Missing() implements Place {}

    /** The path leaves the library, be it by a link. */
    record Outside() implements Place {}
  }

  /** The documents, in order. */
  List<String> documents() throws IOException;

  /**
   * What stands under a path.
   *
   * @param folder what the path is relative to, empty or with a slash at its end
   */
  Place find(String folder, String path);

  /** The bytes of a file, one more than the limit at most. */
  byte[] read(String file, long limit) throws IOException;

  /**
   * Whether a file is a document: those in the root, those called {@code README.md} and those in
   * hidden folders are not.
   */
  static boolean isDocument(String file) {
    int slash = file.lastIndexOf('/');
    String name = file.substring(slash + 1).toLowerCase(Locale.ROOT);
    return slash > 0
        && name.endsWith(".md")
        && !name.equals("readme.md")
        && !file.startsWith(".")
        && !file.substring(0, slash).contains("/.");
  }
}
