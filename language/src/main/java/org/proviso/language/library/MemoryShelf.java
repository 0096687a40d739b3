package org.proviso.language.library;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files in memory. */
final class MemoryShelf implements Shelf {
  private final Map<String, byte[]> files;

  MemoryShelf(Map<String, byte[]> files) {
    var copy = new HashMap<String, byte[]>();
    files.forEach((file, content) -> copy.put(file, content.clone()));
    this.files = Map.copyOf(copy);
  }

  @Override
  public List<String> documents() {
    return files.keySet().stream().filter(Shelf::isDocument).sorted().toList();
  }

  @Override
  public Place find(String folder, String path) {
    if (path.startsWith("/") || path.indexOf('\0') >= 0) {
      return new Place.Outside();
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : (folder + path).split("/", -1)) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          return new Place.Outside();
        }
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    String file = String.join("/", names);
    return files.containsKey(file) ? new Place.There(file) : new Place.Missing();
  }

  @Override
  public byte[] read(String file, long limit) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new NoSuchFileException(file);
    }
    return Arrays.copyOf(content, Math.toIntExact(Math.min(content.length, limit + 1)));
  }
}
