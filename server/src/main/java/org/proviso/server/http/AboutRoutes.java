package org.proviso.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.proviso.determination.Version;
import org.proviso.ground.text.Html;

/** What the server says about itself: a page, and the description of its API. */
public final class AboutRoutes {
  private static final byte[] OPENAPI = resource("openapi.json");

  private final boolean demo;

  /** For a server that is a demonstration, or not. */
  public AboutRoutes(boolean demo) {
    this.demo = demo;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/", new Access.Open(), _ -> Response.html(page())),
        Route.get("/openapi.json", new Access.Open(), _ -> Response.json(200, OPENAPI)));
  }

  private String page() {
    return GuidelinePage.head("Proviso", demo)
        + "<h1>Proviso "
        + Html.escape(Version.CURRENT)
        + "</h1>\n<p>Coverage requirements discovery for EHRs, and the guidelines it decides by.</p>\n<ul>\n"
        + "<li><a href=\"/guidelines\">Guidelines</a></li>\n"
        + "<li><a href=\"/cds-services\">CDS Hooks services</a></li>\n"
        + "<li><a href=\"/openapi.json\">Description of the native API (OpenAPI)</a></li>\n"
        + "</ul>\n</body></html>\n";
  }

  private static byte[] resource(String name) {
    try (InputStream content = AboutRoutes.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return content.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
