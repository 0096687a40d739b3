package org.proviso.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Requests to try a server with. */
final class Samples {
  static final Path ROOT = Path.of(System.getProperty("proviso.root", "..")).toAbsolutePath();

  private static final String INSTANCE = "7d4f0c5a-0000-4000-8000-000000000000";

  private Samples() {}

  /** An order-sign call that meets the guideline, with a hook instance of its own. */
  static String orderSign() {
    return orderSign(UUID.randomUUID().toString());
  }

  static String orderSign(String hookInstance) {
    try (InputStream content = Server.class.getResourceAsStream("warm-up-order-sign.json")) {
      if (content == null) {
        throw new IllegalStateException("the sample is missing");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .replace(INSTANCE, hookInstance);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The same call without what makes it meet: only the order, the patient and the coverage. */
  static String orderAlone(String hookInstance, String fhirServer, String token) {
    String call = orderSign(hookInstance);
    int clinical = call.indexOf("\"conditions\"");
    String bare = call.substring(0, call.lastIndexOf(',', clinical)) + "\n }\n}";
    return bare.replaceFirst(
        "\"context\"",
        "\"fhirServer\": \"%s\", \"fhirAuthorization\": {\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 300, \"scope\": \"patient/*.rs\", \"subject\": \"payer\"}, \"context\""
            .formatted(fhirServer, token));
  }

  static String bundle(String name) {
    try {
      return Files.readString(ROOT.resolve("examples").resolve(name + ".json"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
