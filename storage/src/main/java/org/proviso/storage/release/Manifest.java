package org.proviso.storage.release;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.ground.digest.Sha256;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonReader.NotJsonException;
import org.proviso.ground.json.JsonWriter;
import org.proviso.storage.Content;

/**
 * What a release is, as the log keeps it: the record of its entry names every file and every
 * version; what was returned holds the bytes of those files that came with it. A file that came
 * with an earlier release is found there.
 *
 * @param files every file with the release that its bytes came with
 */
record Manifest(
    long release,
    Sha256 digest,
    String publishedBy,
    String note,
    Instant at,
    List<Filed> files,
    List<ReleasedVersion> versions,
    List<ReleasedVersion> changed,
    List<String> checks) {
  private static final String FORMAT = "proviso-release-1";

  Manifest {
    files = List.copyOf(files);
    versions = List.copyOf(versions);
    changed = List.copyOf(changed);
    checks = List.copyOf(checks);
  }

  /** A file, and the release that its bytes came with. */
  record Filed(ReleasedFile file, long cameWith) {}

  /** It is no manifest. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  /** SHA-256 over path, a zero byte, hash and a line feed of each file, by path. */
  static Sha256 digest(List<ReleasedFile> files) {
    var text = new StringBuilder();
    files.stream()
        .sorted((left, right) -> left.path().compareTo(right.path()))
        .forEach(
            file -> text.append(file.path()).append('\0').append(file.sha256().hex()).append('\n'));
    return Content.of(text.toString()).sha256();
  }

  Content toContent() {
    return Content.of(
        JsonWriter.canonical(
            new Json.Members()
                .put("format", FORMAT)
                .put("release", new Json.Whole(release))
                .put("digest", digest.hex())
                .put("publishedBy", publishedBy)
                .put("note", note)
                .put("at", at.toString())
                .put("files", Json.array(files.stream().map(Manifest::toJson).toList()))
                .put("versions", Json.array(versions.stream().map(Manifest::toJson).toList()))
                .put("changed", Json.array(changed.stream().map(Manifest::toJson).toList()))
                .put("checks", Json.texts(checks))
                .toObject()));
  }

  private static Json toJson(Filed filed) {
    return new Json.Members()
        .put("path", filed.file().path())
        .put("sha256", filed.file().sha256().hex())
        .put("size", new Json.Whole(filed.file().size()))
        .put("cameWith", new Json.Whole(filed.cameWith()))
        .toObject();
  }

  private static Json toJson(ReleasedVersion version) {
    return new Json.Members()
        .put("guideline", version.guideline())
        .put("version", version.version())
        .put("contentHash", version.contentHash().hex())
        .put("file", version.file())
        .toObject();
  }

  static Manifest read(Content content) throws UnreadableException {
    try {
      Json.Obj manifest = object(JsonReader.read(content.text()));
      String format = text(manifest, "format");
      if (!format.equals(FORMAT)) {
        throw new UnreadableException("its format is not known");
      }
      var files = new ArrayList<Filed>();
      for (Json item : items(manifest, "files")) {
        Json.Obj file = object(item);
        files.add(
            new Filed(
                new ReleasedFile(
                    text(file, "path"), new Sha256(text(file, "sha256")), whole(file, "size")),
                whole(file, "cameWith")));
      }
      var checks = new ArrayList<String>();
      for (Json item : items(manifest, "checks")) {
        checks.add(text(item));
      }
      return new Manifest(
          whole(manifest, "release"),
          new Sha256(text(manifest, "digest")),
          text(manifest, "publishedBy"),
          text(manifest, "note"),
          Instant.parse(text(manifest, "at")),
          files,
          versions(manifest, "versions"),
          versions(manifest, "changed"),
          checks);
    } catch (NotJsonException notJson) {
      throw new UnreadableException(String.valueOf(notJson.getMessage()));
    } catch (IllegalArgumentException | DateTimeException notAsWritten) {
      throw new UnreadableException("a hash or a time in it is none");
    }
  }

  private static List<ReleasedVersion> versions(Json.Obj manifest, String member)
      throws UnreadableException {
    var versions = new ArrayList<ReleasedVersion>();
    for (Json item : items(manifest, member)) {
      Json.Obj version = object(item);
      versions.add(
          new ReleasedVersion(
              text(version, "guideline"),
              text(version, "version"),
              new Sha256(text(version, "contentHash")),
              text(version, "file")));
    }
    return versions;
  }

  /** Files with their bytes, as what was returned holds them. */
  static Content pack(SortedMap<String, Content> files) {
    var members = new Json.Members();
    files.forEach(
        (path, content) -> members.put(path, Base64.getEncoder().encodeToString(content.bytes())));
    return Content.of(JsonWriter.canonical(members.toObject()));
  }

  static SortedMap<String, Content> unpack(Content packed) throws UnreadableException {
    try {
      var files = new TreeMap<String, Content>();
      for (var member : object(JsonReader.read(packed.text())).members().entrySet()) {
        files.put(member.getKey(), Content.of(Base64.getDecoder().decode(text(member.getValue()))));
      }
      return files;
    } catch (NotJsonException | IllegalArgumentException notPacked) {
      throw new UnreadableException("the files in it cannot be read");
    }
  }

  private static Json.Obj object(Json json) throws UnreadableException {
    if (json instanceof Json.Obj object) {
      return object;
    }
    throw new UnreadableException("an object was expected");
  }

  private static String text(Json json) throws UnreadableException {
    if (json instanceof Json.Text(String text)) {
      return text;
    }
    throw new UnreadableException("a text was expected");
  }

  private static String text(Json.Obj object, String member) throws UnreadableException {
    return text(member(object, member));
  }

  private static long whole(Json.Obj object, String member) throws UnreadableException {
    if (member(object, member) instanceof Json.Whole(long number)) {
      return number;
    }
    throw new UnreadableException("a number was expected for " + member);
  }

  private static List<Json> items(Json.Obj object, String member) throws UnreadableException {
    if (member(object, member) instanceof Json.Array(var items)) {
      return items;
    }
    throw new UnreadableException("a list was expected for " + member);
  }

  private static Json member(Json.Obj object, String member) throws UnreadableException {
    Optional<Json> value = object.get(member);
    if (value.isEmpty()) {
      throw new UnreadableException(member + " is missing");
    }
    return value.get();
  }
}
