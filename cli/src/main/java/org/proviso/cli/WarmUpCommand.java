package org.proviso.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs what users run most, so that the ahead-of-time cache holds it. The launcher calls it once.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    String home = System.getProperty("proviso.home", ".");
    String bundle = Path.of(home, "examples", "recurrent-glioma.json").toString();
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var console = new Console(nowhere, nowhere, InputStream.nullInputStream());
    Main.run(console, "--version");
    Main.run(console, "decide", bundle);
    Main.run(console, "decide", "--json", bundle);
    Main.run(console, "explain", bundle);
    Main.run(console, "check");
    return ExitCode.OK;
  }
}
