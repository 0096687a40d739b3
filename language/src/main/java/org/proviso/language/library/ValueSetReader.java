package org.proviso.language.library;

import org.proviso.terminology.ValueSet;

/** Reads files of codes in one format. */
public interface ValueSetReader {
  /** Whether the reader reads files of that name, judged by its ending. */
  boolean reads(String fileName);

  /**
   * The codes of a file.
   *
   * @param name what the guideline calls the set; the result has that name
   * @param fileName the file's name, for messages
   * @param content its bytes
   * @throws UnreadableValueSetException when it is not in the format; the message says where and
   *     why
   */
  ValueSet read(String name, String fileName, byte[] content) throws UnreadableValueSetException;
}
