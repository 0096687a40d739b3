package org.proviso.language.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A folder. */
final class FolderShelf implements Shelf {
  private final Path root;

  FolderShelf(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  @Override
  public List<String> documents() throws IOException {
    Set<String> files = new TreeSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden =
                !folder.equals(root) && String.valueOf(folder.getFileName()).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && Shelf.isDocument(relative(file))) {
              files.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(files);
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public Place find(String folder, String path) {
    try {
      Path resolved = root.resolve(folder).resolve(path).normalize();
      if (!resolved.startsWith(root)) {
        return new Place.Outside();
      }
      // What does not exist leads nowhere, but its nearest existing folder may be a link.
      Path existing = resolved;
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      if (existing == null || !existing.toRealPath().startsWith(root)) {
        return new Place.Outside();
      }
      return Files.isRegularFile(resolved)
          ? new Place.There(relative(resolved))
          : new Place.Missing();
    } catch (InvalidPathException | IOException notAPath) {
      return new Place.Outside();
    }
  }

  @Override
  public byte[] read(String file, long limit) throws IOException {
    try (InputStream stream = Files.newInputStream(root.resolve(file))) {
      return stream.readNBytes(Math.toIntExact(limit + 1));
    }
  }
}
