package org.proviso.exchange.crd.hook;

import java.util.Arrays;
import java.util.Optional;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/**
 * One FHIR resource inside a text, as the bytes that were sent.
 *
 * @param source the text
 * @param start where the resource's opening brace is
 * @param end after its closing brace
 * @param type its resourceType; empty when it has none
 * @param id its id; empty when it has none
 * @param about whom it says it is about: its subject, patient or beneficiary, as a reference
 * @param where its place in the call, for example {@code prefetch.coverage.entry[0].resource}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of the one source
public record Piece(
    byte[] source,
    int start,
    int end,
    String type,
    String id,
    Optional<String> about,
    String where) {

  /** For example {@code ServiceRequest/1357}. */
  public String reference() {
    return type + "/" + id;
  }

  public byte[] bytes() {
    return Arrays.copyOfRange(source, start, end);
  }

  public int length() {
    return end - start;
  }

  public boolean sameBytes(Piece other) {
    return Arrays.equals(source, start, end, other.source, other.start, other.end);
  }

  /** The whole resource, read. */
  public Json.Obj read() throws RefusedCallException {
    try {
      if (JsonReader.read(source, start, end) instanceof Json.Obj members) {
        return members;
      }
    } catch (JsonReader.NotJsonException unreadable) {
      // It was read once as JSON: what is left is a number beyond what FHIR allows.
    }
    throw new RefusedCallException(
        400,
        RefusedCallException.Issue.STRUCTURE,
        where,
        "The resource has a number that FHIR R4 does not allow.",
        "Correct it.");
  }
}
