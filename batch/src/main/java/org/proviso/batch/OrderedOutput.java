package org.proviso.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes what threads make of the parts of a file in the order of the parts. A thread that is ahead
 * waits, so that no more than one part for each thread is kept.
 */
final class OrderedOutput {
  private final OutputStream out;
  private int next;
  private boolean failed;

  OrderedOutput(OutputStream out) {
    this.out = out;
  }

  void header(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a part once all before it are written. */
  synchronized void write(int part, byte[] bytes) throws IOException {
    try {
      while (part != next && !failed) {
        wait();
      }
      if (failed) {
        throw new IOException("a part before this could not be read or written");
      }
      out.write(bytes);
      next++;
      notifyAll();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", stopped);
    } catch (IOException failure) {
      fail();
      throw failure;
    }
  }

  /** Lets nobody wait any longer. */
  synchronized void fail() {
    failed = true;
    notifyAll();
  }
}
