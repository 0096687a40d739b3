package org.proviso.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.proviso.ground.json.Json;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.storage.release.Release;

/**
 * The guidelines as they are published: payers must publish them, so anybody may read them, and the
 * cards of a hook call link to them.
 */
public final class GuidelineRoutes {
  private final ActiveGuidelines guidelines;
  private final ZoneId zone;
  private final boolean demo;

  /**
   * Of the active release.
   *
   * @param zone where the payer's day begins
   */
  public GuidelineRoutes(ActiveGuidelines guidelines, ZoneId zone, boolean demo) {
    this.guidelines = guidelines;
    this.zone = zone;
    this.demo = demo;
  }

  /** Its routes. */
  public List<Route> routes() {
    var open = new Access.Open();
    return List.of(
        Route.get("/guidelines", open, _ -> list()),
        Route.get("/guidelines/{id}", open, this::inForce),
        Route.get("/guidelines/{id}/{version}", open, this::version));
  }

  private Response list() {
    Release release = guidelines.release();
    return Response.json(
        200,
        new Json.Members()
            .put("release", new Json.Whole(release.number()))
            .put("digest", release.digest().hex())
            .put("payer", Json.textOrNull(release.payer()))
            .put(
                "guidelines",
                Json.array(
                    release.library().guidelines().stream().map(GuidelineRoutes::summary).toList()))
            .toObject());
  }

  private static Json summary(Guideline guideline) {
    return new Json.Members()
        .put("guideline", guideline.id())
        .put("version", guideline.version())
        .put("title", guideline.title())
        .put("payer", guideline.payer())
        .put("basis", guideline.basis().word())
        .put("contentHash", guideline.contentHash())
        .put("services", Json.texts(guideline.services()))
        .put("page", "/guidelines/" + guideline.id() + "/" + guideline.version())
        .toObject();
  }

  private Response inForce(Call call) {
    Library library = guidelines.release().library();
    LocalDate today = LocalDate.ofInstant(Instant.now(), zone);
    return page(library, call.variable("id"), library.versionInForce(call.variable("id"), today));
  }

  private Response version(Call call) {
    Library library = guidelines.release().library();
    String id = call.variable("id");
    Optional<Guideline> found;
    try {
      LocalDate first = LocalDate.parse(call.variable("version"));
      found =
          library.versions(id).stream()
              .filter(version -> version.effective().equals(first))
              .findFirst();
    } catch (DateTimeException noDate) {
      found = Optional.empty();
    }
    return page(library, id, found);
  }

  private Response page(Library library, String id, Optional<Guideline> found) {
    return found
        .map(version -> Response.html(GuidelinePage.of(version, library.versions(id), demo)))
        .orElseGet(
            () ->
                Errors.problem(
                    404,
                    "no-such-guideline",
                    "address",
                    "The active release has no such guideline or version.",
                    "All are listed at /guidelines."));
  }
}
