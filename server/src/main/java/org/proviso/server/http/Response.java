package org.proviso.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/**
 * What is sent back.
 *
 * @param headers besides those that every response has
 * @param why a fixed word for the log of what is refused, with nothing of the request in it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never changed
public record Response(
    int status, String contentType, byte[] body, Map<String, String> headers, String why) {
  static final String JSON = "application/json";
  static final String FHIR = "application/fhir+json";
  static final String HTML = "text/html;charset=utf-8";

  public Response {
    headers = Map.copyOf(headers);
  }

  static Response json(int status, byte[] body) {
    return new Response(status, JSON, body, Map.of(), "");
  }

  static Response json(int status, Json value) {
    return json(status, JsonWriter.pretty(value).getBytes(StandardCharsets.UTF_8));
  }

  static Response fhir(int status, byte[] body) {
    return new Response(status, FHIR, body, Map.of(), "");
  }

  static Response html(String page) {
    return new Response(200, HTML, page.getBytes(StandardCharsets.UTF_8), Map.of(), "");
  }

  static Response empty(int status) {
    return new Response(status, "", new byte[0], Map.of(), "");
  }

  Response with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, contentType, body, more, why);
  }

  Response because(String word) {
    return new Response(status, contentType, body, headers, word);
  }
}
