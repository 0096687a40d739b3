package org.proviso.language.check;

import java.util.List;
import org.proviso.language.model.DocumentKind;
import org.proviso.terminology.ValueSet;

/** What lies around a document: the documents it uses and the files of its value sets. */
public interface Surroundings {
  /**
   * The document that front matter uses.
   *
   * @param path relative to the library's root, without {@code .md}
   */
  Used use(String path);

  /**
   * The value set in a file.
   *
   * @param name what the document calls it
   * @param path relative to the document
   */
  FileContent valueSetFile(String name, String path);

  /** The document by itself: whatever it asks for is not there. */
  static Surroundings none() {
    return new Surroundings() {
      @Override
      public Used use(String path) {
        return new Used.Missing();
      }

      @Override
      public FileContent valueSetFile(String name, String path) {
        return new FileContent.Unreadable("the document is read by itself, without its folder");
      }
    };
  }

  /**
   * A file that a document rests on.
   *
   * @param path relative to the library's root, with forward slashes
   * @param sha256 the SHA-256 of its bytes in lower-case hexadecimal
   */
  record HashedFile(String path, String sha256) {}

  /** A document that is used, or why it cannot be. */
  sealed interface Used {
    /**
     * It is there and sound.
     *
     * @param files the file itself, the documents that it uses and the files of its value sets
     */
    record Found(DocumentKind kind, Scope scope, List<HashedFile> files) implements Used {
      public Found {
        files = List.copyOf(files);
      }
    }

    /** There is no such document. */
    record Missing() implements Used {}

    /** The path leaves the library. */
    record Outside() implements Used {}

    /** It has errors of its own. */
    record Broken() implements Used {}

    /** It uses, directly or not, the document that uses it. */
    record Circular() implements Used {}
  }

  /** What a file of codes holds, or why it cannot be read. */
  sealed interface FileContent {
    /** Its codes. */
    record Read(ValueSet valueSet, HashedFile file) implements FileContent {}

    /** The path leaves the library. */
    record Outside() implements FileContent {}

    /** It cannot be read. */
    record Unreadable(String reason) implements FileContent {}
  }
}
