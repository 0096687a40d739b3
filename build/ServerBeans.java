import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * Lets Spring work out the server's beans ahead of time, so that a start need not: generates their
 * definitions, compiles them, and packs them into a jar of their own.
 *
 * <p>Arguments: the repository's root; a folder for what is generated; the jar to write. The class
 * path is that of the server.
 */
final class ServerBeans {
  private ServerBeans() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    Path jar = Path.of(arguments[2]);
    Path sources = work.resolve("sources");
    Path classes = work.resolve("classes");
    SpringApplicationAotProcessor.main(
        new String[] {
          "org.proviso.server.AheadOfTime",
          sources.toString(),
          work.resolve("resources").toString(),
          classes.toString(),
          "org.proviso",
          "proviso-server",
          root.toString()
        });
    Files.createDirectories(classes);
    var compile = new ArrayList<String>();
    compile.addAll(
        List.of(
            "-nowarn",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path")));
    compile.addAll(files(sources));
    run("javac", compile);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    run(
        "jar",
        List.of(
            "--create",
            "--file=" + jar,
            "--date=2026-01-01T00:00:00Z",
            "-C",
            classes.toString(),
            "."));
    System.exit(0);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private static void run(String tool, List<String> arguments) {
    int exitCode =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
