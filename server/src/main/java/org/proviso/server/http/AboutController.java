package org.proviso.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.proviso.determination.Version;
import org.proviso.ground.text.Html;
import org.proviso.server.settings.Settings;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server says about itself: a page, and the description of its API. */
@RestController
final class AboutController {
  private static final byte[] OPENAPI = resource("openapi.json");

  private final boolean demo;

  AboutController(Settings settings) {
    this.demo = settings.demo();
  }

  @GetMapping("/")
  ResponseEntity<byte[]> page() {
    return Answers.html(
        GuidelinePage.head("Proviso", demo)
            + "<h1>Proviso "
            + Html.escape(Version.CURRENT)
            + "</h1>\n"
            + "<p>Coverage requirements discovery for EHRs, and the guidelines it decides by.</p>\n"
            + "<ul>\n"
            + "<li><a href=\"/guidelines\">Guidelines</a></li>\n"
            + "<li><a href=\"/cds-services\">CDS Hooks services</a></li>\n"
            + "<li><a href=\"/openapi.json\">Description of the native API (OpenAPI)</a></li>\n"
            + "</ul>\n"
            + "</body></html>\n");
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> description() {
    return Answers.json(OPENAPI);
  }

  private static byte[] resource(String name) {
    try (InputStream content = AboutController.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return content.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
