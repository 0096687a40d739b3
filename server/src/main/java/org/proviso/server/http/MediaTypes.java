package org.proviso.server.http;

/** The media types that the server sends. */
final class MediaTypes {
  static final String JSON = "application/json";
  static final String FHIR_JSON = "application/fhir+json";
  static final String HTML = "text/html;charset=utf-8";

  private MediaTypes() {}
}
