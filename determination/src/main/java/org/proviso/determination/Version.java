package org.proviso.determination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version of Proviso this is; every record names it. */
public final class Version {
  /** For example {@code 0.1.0-SNAPSHOT}. */
  public static final String CURRENT = read();

  private Version() {}

  private static String read() {
    try (InputStream content = Version.class.getResourceAsStream("version.txt")) {
      if (content == null) {
        throw new IllegalStateException("the resource version.txt is missing");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
