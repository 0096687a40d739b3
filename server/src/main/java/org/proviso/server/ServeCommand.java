package org.proviso.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.determination.Version;
import org.proviso.server.settings.Setting;
import org.proviso.server.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves coverage requirements discovery and the native API until it is told to stop. */
@Command(
    name = "serve",
    description = "Serves coverage requirements discovery (CDS Hooks) and the native API.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Logs go to standard output, a line of JSON each. SIGTERM stops it cleanly.",
      "Example: proviso serve --demo"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.proviso.server");

  private final Console console;

  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(names = "--settings", description = "Print every setting and stop.")
  boolean settings;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (settings) {
      for (Setting setting : Setting.values()) {
        console.out().println(setting.key() + " = " + setting.standard());
        console.out().println("    " + setting.description() + " " + setting.variable());
      }
      return ExitCode.OK;
    }
    long start = System.nanoTime();
    Settings read = config.settings(console);
    var terminology = ConfigOptions.terminology(read);
    // The library is read while Spring puts the server together: a start takes the longer of both.
    var opening = CompletableFuture.supplyAsync(() -> Stores.open(read));
    Server server;
    try {
      server = Server.start(read, opening::join, terminology);
    } catch (RuntimeException failure) {
      if (opening.isCompletedExceptionally()
          && opening.exceptionNow() instanceof RuntimeException notOpened) {
        throw notOpened;
      }
      throw new CommandFailure(
              ExitCode.UNAVAILABLE,
              "not-listening",
              read.listen().address().getHostAddress() + ":" + read.listen().port(),
              "The server could not start to listen (%s)."
                  .formatted(deepest(failure).getClass().getSimpleName()),
              "See that nothing else uses the ports, and that certificate and key belong together.")
          .because(failure);
    }
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  LOGGER.info("stopped");
                  stopped.countDown();
                },
                "stop"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOGGER
        .atInfo()
        .addKeyValue("version", Version.CURRENT)
        .addKeyValue("port", server.port())
        .addKeyValue("managementPort", server.managementPort())
        .addKeyValue("demo", read.demo())
        .addKeyValue("startMillis", millis)
        .log("ready");
    if (read.demo()) {
      LOGGER.warn("this is a demonstration: nobody is asked for a token; not for patient data");
    }
    if (read.payer().identifiers().isEmpty()) {
      LOGGER.warn(
          "payer.identifiers is not set: a Coverage of any payor is taken for one of this payer");
    }
    console
        .err()
        .printf(
            "proviso: serving %s%s%n",
            read.publicAddress().toString().replaceFirst(":0$", ":" + server.port()),
            read.demo() ? " as a demonstration; not for patient data" : "");
    stopped.await();
    return ExitCode.OK;
  }

  private static Throwable deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }
}
