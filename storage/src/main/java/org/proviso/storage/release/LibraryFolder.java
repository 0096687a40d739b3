package org.proviso.storage.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.storage.Content;

/** Reads the files of a library from a folder, for publishing them. */
public final class LibraryFolder {
  private LibraryFolder() {}

  /**
   * Every file of a folder that can be part of a library: documents, value sets and {@code
   * library.properties}. Hidden files and links are left out.
   *
   * @return by path relative to the folder, with forward slashes
   * @throws IOException when the folder or a file cannot be read, or they are too large together
   */
  public static SortedMap<String, Content> read(Path folder) throws IOException {
    Path root = folder.toRealPath();
    var files = new TreeMap<String, Content>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          private long size;

          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return !visited.equals(root) && isHidden(visited)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && Publication.isLibraryFile(path)) {
              size += attributes.size();
              if (size > Publication.SIZE_LIMIT) {
                throw new IOException(
                    "the files have more than %d bytes".formatted(Publication.SIZE_LIMIT));
              }
              files.put(path, content(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static Content content(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Content.of(stream.readNBytes(Publication.SIZE_LIMIT + 1));
    }
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
