package org.proviso.ground.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  /**
   * A SHA-256 written out.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
   */
  public Sha256 {
    if (!DIGITS.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 lower-case hexadecimal digits; this has %d characters"
              .formatted(hex.length()));
    }
  }

  /** Whether some text is a SHA-256 written out. */
  public static boolean isOne(String text) {
    return DIGITS.matcher(text).matches();
  }

  /** The SHA-256 of some bytes. */
  public static Sha256 of(byte[] bytes) {
    return ofBytes(digest().digest(bytes));
  }

  /** The SHA-256 of what a digest was fed; the digest is as new afterwards. */
  public static Sha256 of(MessageDigest fed) {
    return ofBytes(fed.digest());
  }

  /**
   * A SHA-256 from its 32 bytes.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static Sha256 ofBytes(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(bytes));
  }

  /** Its 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** A digest to be fed part after part. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
