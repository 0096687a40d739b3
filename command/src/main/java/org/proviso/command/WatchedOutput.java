package org.proviso.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An output stream that keeps why it could not be written: whoever reads one thing and writes
 * another learns which of the two failed.
 */
public class WatchedOutput extends OutputStream {
  private final OutputStream to;
  private @Nullable IOException fault;

  /** Passes everything on to a stream, and closes it. */
  public WatchedOutput(OutputStream to) {
    this.to = to;
  }

  /** Why something could not be written; empty as long as all was. */
  public final Optional<IOException> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public final void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int start, int count) throws IOException {
    keepingFault(() -> to.write(bytes, start, count));
  }

  @Override
  public final void flush() throws IOException {
    keepingFault(to::flush);
  }

  @Override
  public final void close() throws IOException {
    keepingFault(to::close);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void keepingFault(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException failure) {
      fault = failure;
      throw failure;
    }
  }
}
