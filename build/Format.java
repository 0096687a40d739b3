import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java source of the tree, reformatting only what changed.
 *
 * <p>Usage: {@code java -cp google-java-format.jar build/Format.java check|write ROOT}. {@code
 * check} exits 1 and names each file that is not formatted.
 */
public final class Format {
  private Format() {}

  public static void main(String[] arguments) throws Exception {
    boolean write =
        switch (arguments[0]) {
          case "write" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("mode must be check or write");
        };
    Path root = Path.of(arguments[1]);
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      String formatted =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(source, Style.GOOGLE)));
      if (!formatted.equals(source)) {
        unformatted.add(root.relativize(file));
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!write && !unformatted.isEmpty()) {
      System.err.println("These files are not formatted; run: mvn -q -N -Dformat process-sources");
      unformatted.forEach(file -> System.err.println("  " + file));
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|\\.[^/]+)/.*"))
          .sorted()
          .toList();
    }
  }
}
