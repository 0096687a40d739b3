package org.proviso.server.http;

/** What a route does. */
@FunctionalInterface
public interface Handler {
  /** Answers a call. What it throws becomes an error that shows nothing of the call. */
  Response handle(Call call) throws Exception;
}
