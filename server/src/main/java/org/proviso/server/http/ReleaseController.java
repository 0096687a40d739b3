package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.server.security.Caller;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.server.service.Fault;
import org.proviso.server.settings.Settings;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.LogHead;
import org.proviso.storage.StorageException;
import org.proviso.storage.release.Publication;
import org.proviso.storage.release.Published;
import org.proviso.storage.release.Release;
import org.proviso.storage.release.ReleasedVersion;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishing guidelines, and where the log ends. */
@RestController
final class ReleaseController {
  private final Publishing publishing;
  private final ActiveGuidelines guidelines;
  private final DecisionLog log;
  private final ZoneId zone;

  ReleaseController(
      Publishing publishing, ActiveGuidelines guidelines, DecisionLog log, Settings settings) {
    this.publishing = publishing;
    this.guidelines = guidelines;
    this.log = log;
    this.zone = settings.payer().zone();
  }

  @PostMapping("/releases")
  ResponseEntity<byte[]> publish(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    if (publishing.service().isEmpty()) {
      throw new RefusedException(
          Refusal.problem(
              409,
              "guidelines-from-folder",
              "guidelines",
              "This server takes its guidelines from a folder; there is nothing to publish to.",
              "Set guidelines=released, or write to the folder."));
    }
    Publication publication;
    try {
      publication = read(AdmissionFilter.body(request));
    } catch (MalformedException malformed) {
      throw new RefusedException(
          Refusal.problem(
              422,
              "publication-malformed",
              "request",
              malformed.reason,
              "Send {\"person\": ..., \"files\": [{\"path\": ..., \"content\": ...}]}."));
    }
    try {
      Published published = publishing.service().get().publish(publication, caller.name());
      guidelines.refresh(LocalDate.ofInstant(Instant.now(), zone));
      return switch (published) {
        case Published.Done(Release release, List<ReleasedVersion> changed) ->
            Answers.json(201, summary(release, changed));
        case Published.Unchanged(Release release) -> Answers.json(200, summary(release, List.of()));
        case Published.Refused(List<Problem> problems) ->
            throw new RefusedException(Refusal.problems(422, problems));
      };
    } catch (StorageException failure) {
      throw new RefusedException(Refusal.of(ErrorFormat.PROBLEMS, Fault.STORAGE));
    }
  }

  private static Json summary(Release release, List<ReleasedVersion> changed) {
    return new Json.Members()
        .put("release", new Json.Whole(release.number()))
        .put("digest", release.digest().hex())
        .put("publishedBy", release.publishedBy())
        .put("at", release.at().toString())
        .put(
            "changed",
            Json.array(
                changed.stream()
                    .map(
                        version ->
                            new Json.Members()
                                .put("guideline", version.guideline())
                                .put("version", version.version())
                                .put("contentHash", version.contentHash().hex())
                                .put("file", version.file())
                                .toObject())
                    .toList()))
        .toObject();
  }

  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedException(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static Publication read(byte[] body) throws MalformedException {
    Json json;
    try {
      json = JsonReader.read(new String(body, StandardCharsets.UTF_8));
    } catch (JsonReader.NotJsonException notJson) {
      throw new MalformedException("The request: " + notJson.getMessage() + ".");
    }
    if (!(json instanceof Json.Obj object)) {
      throw new MalformedException("The request is not an object.");
    }
    SortedMap<String, Content> files = new TreeMap<>();
    if (object.get("files").orElse(null) instanceof Json.Array(List<Json> items)) {
      for (Json item : items) {
        if (!(item instanceof Json.Obj file)) {
          throw new MalformedException("A file is not an object.");
        }
        files.put(text(file, "path"), Content.of(text(file, "content")));
      }
    }
    boolean replaces =
        object.get("replacesVersions").orElse(null) instanceof Json.Bool(boolean value) && value;
    return new Publication(
        files,
        text(object, "person"),
        object.get("note").isPresent() ? text(object, "note") : "",
        replaces);
  }

  private static String text(Json.Obj object, String member) throws MalformedException {
    if (object.get(member).orElse(null) instanceof Json.Text(String value)) {
      return value;
    }
    throw new MalformedException("\"" + member + "\" is missing or not a string.");
  }

  @GetMapping("/audit/head")
  ResponseEntity<byte[]> head() {
    try {
      LogHead head = log.head();
      return Answers.json(
          200,
          new Json.Members()
              .put("sequence", new Json.Whole(head.sequence()))
              .put("hash", head.hash().hex())
              .put("anchor", head.toString())
              .toObject());
    } catch (StorageException failure) {
      throw new RefusedException(Refusal.of(ErrorFormat.PROBLEMS, Fault.STORAGE));
    }
  }
}
