package org.proviso.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.proviso.ground.json.Json;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.server.settings.Settings;
import org.proviso.storage.release.Release;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The guidelines as they are published: payers must publish them, so anybody may read them, and the
 * cards of a hook call link to them.
 */
@RestController
final class GuidelineController {
  private final ActiveGuidelines guidelines;
  private final ZoneId zone;
  private final boolean demo;

  GuidelineController(ActiveGuidelines guidelines, Settings settings) {
    this.guidelines = guidelines;
    this.zone = settings.payer().zone();
    this.demo = settings.demo();
  }

  @GetMapping("/guidelines")
  ResponseEntity<byte[]> list() {
    Release release = guidelines.release();
    return Answers.json(
        200,
        new Json.Members()
            .put("release", new Json.Whole(release.number()))
            .put("digest", release.digest().hex())
            .put("payer", Json.textOrNull(release.payer()))
            .put(
                "guidelines",
                Json.array(
                    release.library().guidelines().stream()
                        .map(GuidelineController::summary)
                        .toList()))
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

  @GetMapping("/guidelines/{id}")
  ResponseEntity<byte[]> inForce(@PathVariable String id) {
    Library library = guidelines.release().library();
    LocalDate today = LocalDate.ofInstant(Instant.now(), zone);
    return page(library, id, library.versionInForce(id, today));
  }

  @GetMapping("/guidelines/{id}/{version}")
  ResponseEntity<byte[]> version(@PathVariable String id, @PathVariable String version) {
    Library library = guidelines.release().library();
    Optional<Guideline> found;
    try {
      LocalDate first = LocalDate.parse(version);
      found =
          library.versions(id).stream()
              .filter(guideline -> guideline.effective().equals(first))
              .findFirst();
    } catch (DateTimeException noDate) {
      found = Optional.empty();
    }
    return page(library, id, found);
  }

  private ResponseEntity<byte[]> page(Library library, String id, Optional<Guideline> found) {
    return found
        .map(version -> Answers.html(GuidelinePage.of(version, library.versions(id), demo)))
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.problem(
                        404,
                        "no-such-guideline",
                        "address",
                        "The active release has no such guideline or version.",
                        "/guidelines lists all of them.")));
  }
}
