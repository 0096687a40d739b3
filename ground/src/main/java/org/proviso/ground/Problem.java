package org.proviso.ground;

import org.proviso.ground.json.Json;

/**
 * Something about the input that a person should know. Holds paths, codes and names of facts, never
 * patient data.
 *
 * @param id a stable identifier, for example {@code code-not-in-force}
 * @param place a resource path or the name of an option, for example {@code Bundle.entry[3]}
 * @param message what is wrong and why, as a sentence
 * @param help what to do next, as a sentence; may be empty
 */
public record Problem(String id, String place, String message, String help) {
  /** As records and messages for programs hold it. */
  public Json.Obj json() {
    return new Json.Members()
        .put("id", id)
        .put("place", place)
        .put("message", message)
        .put("help", help)
        .toObject();
  }
}
