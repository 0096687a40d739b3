package org.proviso.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import picocli.CommandLine.Command;

/**
 * Runs what users run most, so that the ahead-of-time cache holds it. The launcher calls it once.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    String home = System.getProperty("proviso.home", ".");
    String library = Path.of(home, "guidelines").toString();
    String bundle = Path.of(home, "examples", "recurrent-glioma.json").toString();
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var console = new Console(nowhere, nowhere, InputStream.nullInputStream(), Map.of());
    Main.run(console, "--version");
    Main.run(console, "decide", bundle);
    Main.run(console, "decide", "--json", bundle);
    Main.run(console, "explain", bundle);
    Main.run(console, "check");
    Main.run(console, "test", "--suggest", Path.of(library, "ncd-210.14").toString());
    Main.run(console, "verify", Path.of(library, "ncd-240.2").toString());
    Main.run(console, "diff", "ncd-210.14@2015-02-05", "ncd-210.14@2022-02-10");
    Main.run(console, "diff", "ncd-240.2@1993-10-27", "ncd-240.2@2021-09-27");
    return ExitCode.OK;
  }
}
