package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/embed.md compiles and prints what the page says, with no framework. */
class EmbeddingSampleTest {
  private static final Pattern ALLOWED =
      Pattern.compile(
          ".*(ground|terminology|language|engine)[/\\\\]target[/\\\\].*"
              + "|.*proviso-(ground|terminology|language|engine)-.*"
              + "|.*(commonmark|fastcsv|snakeyaml-engine|ucum|jspecify|xpp3|xmlpull|kxml).*");

  @Test
  void theSampleRunsOnTheFourLibrariesAlone(@TempDir Path folder) throws Exception {
    String page = Files.readString(TestFiles.ROOT.resolve("docs/embed.md"));
    String source = block(page, "java");
    assertThat(source.lines().dropWhile(line -> !line.startsWith("class")).count())
        .isLessThanOrEqualTo(20);
    Path file = Files.writeString(folder.resolve("Embed.java"), source);
    List<String> classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> ALLOWED.matcher(entry).matches())
            .toList();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                String.join(File.pathSeparator, classpath),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(compiled).isZero();
    assertThat(run(folder, classpath)).isEqualTo(block(page, "text"));
  }

  private static String run(Path folder, List<String> classpath) throws Exception {
    URL[] urls = new URL[classpath.size() + 1];
    urls[0] = folder.toUri().toURL();
    for (int index = 0; index < classpath.size(); index++) {
      urls[index + 1] = Path.of(classpath.get(index)).toUri().toURL();
    }
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      var main = loader.loadClass("Embed").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {TestFiles.ROOT.resolve("guidelines").toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String block(String page, String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
