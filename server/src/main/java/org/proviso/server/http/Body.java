package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;
import org.proviso.server.settings.Settings;

/** Reads a request's body within its limits. */
final class Body {
  private static final int FIRST_BYTES = 1024;
  private static final int MOST_AT_FIRST = 64 * 1024;

  private Body() {}

  /** What came of it. */
  sealed interface Read {
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    record Done(byte[] bytes) implements Read {}

    record TooLarge() implements Read {}

    record TooSlow() implements Read {}

    record TooDeep() implements Read {}

    record NotJson() implements Read {}

    record BrokenOff() implements Read {}
  }

  static Read read(HttpServletRequest request, Settings.Limits limits) {
    if (request.getContentLengthLong() == 0) {
      return new Read.Done(new byte[0]);
    }
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json") && !type.startsWith("application/fhir+json")) {
      return new Read.NotJson();
    }
    if (request.getContentLengthLong() > limits.bodyBytes()) {
      return new Read.TooLarge();
    }
    long deadline = System.nanoTime() + limits.bodyWithin().toNanos();
    // What is announced is believed only so far: the array grows with what has come. One byte more
    // than announced, so that the end is met without growing.
    long announced = request.getContentLengthLong();
    byte[] all = new byte[Math.clamp(announced + 1, FIRST_BYTES, MOST_AT_FIRST)];
    int size = 0;
    try (InputStream in = request.getInputStream()) {
      for (int more = in.read(all); more >= 0; more = in.read(all, size, all.length - size)) {
        size += more;
        if (size > limits.bodyBytes()) {
          return new Read.TooLarge();
        }
        if (System.nanoTime() - deadline > 0) {
          return new Read.TooSlow();
        }
        if (size == all.length) {
          all = Arrays.copyOf(all, 2 * size);
        }
      }
      byte[] bytes = Arrays.copyOf(all, size);
      return Nesting.exceeds(bytes, limits.nesting()) ? new Read.TooDeep() : new Read.Done(bytes);
    } catch (SocketTimeoutException slow) {
      return new Read.TooSlow();
    } catch (IOException gone) {
      return new Read.BrokenOff();
    }
  }
}
