package org.proviso.server.http;

import java.nio.charset.StandardCharsets;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers as the bytes that are sent. */
final class Answers {
  private Answers() {}

  static ResponseEntity<byte[]> json(int status, Json value) {
    return of(status, MediaTypes.JSON, JsonWriter.pretty(value).getBytes(StandardCharsets.UTF_8));
  }

  static ResponseEntity<byte[]> json(byte[] body) {
    return of(200, MediaTypes.JSON, body);
  }

  static ResponseEntity<byte[]> html(String page) {
    return of(200, MediaTypes.HTML, page.getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseEntity<byte[]> of(int status, String contentType, byte[] body) {
    return ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, contentType).body(body);
  }
}
