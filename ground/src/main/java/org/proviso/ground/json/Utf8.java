package org.proviso.ground.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8, to the letter of RFC 3629. A JSON parser is more lenient than that, and
 * what is cut out of a text as bytes and sent on has to be readable for whoever gets it.
 */
public final class Utf8 {
  private static final int PIECE_CHARS = 2048;

  private Utf8() {}

  /**
   * Whether a JSON text is in UTF-8: no overlong form, no half of a surrogate pair, nothing beyond
   * U+10FFFF, and neither UTF-16 nor UTF-32, both of which show a zero among the first four bytes
   * of any JSON text (RFC 4627, section 3) or begin with a mark that UTF-8 never has.
   */
  public static boolean isJson(byte[] text) {
    for (int index = 0; index < Math.min(text.length, 4); index++) {
      if (text[index] == 0) {
        return false;
      }
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(text);
    CharBuffer out = CharBuffer.allocate(PIECE_CHARS);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return true;
      }
      if (result.isError()) {
        return false;
      }
      out.clear();
    }
  }
}
