package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The files of a folder that may be measurements, each measurement once. */
public final class MeasurementFolder {

  private static final int MAX_DEPTH = 32;

  private MeasurementFolder() {}

  /**
   * The files of a folder and of the folders in it, in the order of their names. A SPAR is left out
   * where its SDAT is: both are one measurement. Hidden files and folders are left out; links are
   * followed, but not in a circle; a folder that cannot be opened is passed over unless it is the
   * first.
   *
   * @param folder the folder
   * @param except a folder whose files do not count, such as that of the reports
   * @return the files; empty when there are none
   * @throws IOException when the folder cannot be read
   */
  public static List<Path> files(Path folder, Path except) throws IOException {
    List<Path> all = new ArrayList<>();
    Path left = except.toAbsolutePath().normalize();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            boolean skipped =
                !entered.equals(folder)
                    && (hidden(entered) || entered.toAbsolutePath().normalize().equals(left));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.equals(folder)) {
              throw new IOException("no folder");
            }
            if (attributes.isRegularFile() && !hidden(file)) {
              all.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (file.equals(folder)) {
              throw failure;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return all.stream().filter(file -> !hasSdat(file, all)).sorted().toList();
  }

  private static boolean hidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static boolean hasSdat(Path file, List<Path> all) {
    String name = file.toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".spar")) {
      return false;
    }
    String stem = name.substring(0, name.length() - ".spar".length());
    return all.stream()
        .map(Path::toString)
        .anyMatch(
            other ->
                other.startsWith(stem) && other.substring(stem.length()).equalsIgnoreCase(".sdat"));
  }
}
