package org.proviso.language.library;

import java.util.ArrayList;
import java.util.List;
import org.proviso.language.check.Surroundings;

/** Remembers the files that a document turned out to rest on, for its content hash. */
final class RecordingSurroundings implements Surroundings {
  private final Surroundings surroundings;
  private final List<HashedFile> files = new ArrayList<>();

  RecordingSurroundings(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Used use(String path) {
    Used used = surroundings.use(path);
    if (used instanceof Used.Found found) {
      files.addAll(found.files());
    }
    return used;
  }

  @Override
  public FileContent valueSetFile(String name, String path) {
    FileContent content = surroundings.valueSetFile(name, path);
    if (content instanceof FileContent.Read read) {
      files.add(read.file());
    }
    return content;
  }

  /** The files, each once. */
  List<HashedFile> files() {
    return files.stream().distinct().toList();
  }
}
