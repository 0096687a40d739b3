package org.proviso.server.http;

/** How deep JSON is nested, told without parsing it. */
final class Nesting {
  private Nesting() {}

  /**
   * Whether brackets outside of strings are nested deeper than some limit. Says nothing about
   * whether the bytes are JSON.
   */
  static boolean exceeds(byte[] json, int limit) {
    int depth = 0;
    boolean inString = false;
    for (int index = 0; index < json.length; index++) {
      byte one = json[index];
      if (inString) {
        if (one == '\\') {
          index++;
        } else if (one == '"') {
          inString = false;
        }
      } else if (one == '"') {
        inString = true;
      } else if (one == '{' || one == '[') {
        depth++;
        if (depth > limit) {
          return true;
        }
      } else if (one == '}' || one == ']') {
        depth--;
      }
    }
    return false;
  }
}
