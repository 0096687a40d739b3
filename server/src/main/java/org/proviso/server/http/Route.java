package org.proviso.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A method and a path, who may take it, and what it does.
 *
 * @param template a path with variables in braces, for example {@code /decisions/{id}}; metrics and
 *     logs name the route by it, never by what was asked
 */
public record Route(String method, String template, Access access, Handler handler) {
  /** What may stand for a variable; nothing else ever matches. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

  static Route get(String template, Access access, Handler handler) {
    return new Route("GET", template, access, handler);
  }

  static Route post(String template, Access access, Handler handler) {
    return new Route("POST", template, access, handler);
  }

  /** The variables of a path, if it is one of this route's. */
  Optional<Map<String, String>> match(String path) {
    List<String> wanted = segments(template);
    List<String> given = segments(path);
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    var variables = new LinkedHashMap<String, String>();
    for (int index = 0; index < wanted.size(); index++) {
      String want = wanted.get(index);
      String have = given.get(index);
      if (want.startsWith("{")) {
        if (!SEGMENT.matcher(have).matches()) {
          return Optional.empty();
        }
        variables.put(want.substring(1, want.length() - 1), have);
      } else if (!want.equals(have)) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
