package org.proviso.server.http;

import java.util.Map;
import org.proviso.server.security.Caller;

/**
 * A request that was let in.
 *
 * @param path the variables of the route's path, by name
 * @param body empty for a route without one; checked for size and nesting, nothing else
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never changed
public record Call(Caller caller, Map<String, String> path, byte[] body) {
  public Call {
    path = Map.copyOf(path);
  }

  /** A variable of the path; the route has it. */
  String variable(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }
}
