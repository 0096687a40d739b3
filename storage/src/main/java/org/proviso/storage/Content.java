package org.proviso.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.digest.Sha256;

/**
 * Bytes that are kept and never shown: {@link #toString} tells only how many there are, because
 * they may be about a patient. Immutable.
 */
public final class Content {
  private static final Content NONE = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of some bytes. */
  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  /** Takes some bytes over without a copy; nobody may change them any more. */
  public static Content owning(byte[] bytes) {
    return new Content(bytes);
  }

  /** A text in UTF-8. */
  public static Content of(String text) {
    return new Content(text.getBytes(StandardCharsets.UTF_8));
  }

  /** No bytes. */
  public static Content none() {
    return NONE;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes, to be read only. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The SHA-256 of the bytes. */
  public Sha256 sha256() {
    return Sha256.of(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Content content && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
