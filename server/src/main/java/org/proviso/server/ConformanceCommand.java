package org.proviso.server;

import java.util.concurrent.Callable;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.exchange.crd.guide.ShallTable;
import picocli.CommandLine.Command;

/** Prints what CRD demands of a payer's server, and what holds each demand. */
@Command(
    name = "conformance",
    description =
        "Prints every demand of CRD 2.2.1 on a payer's server with the test that holds it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: proviso conformance"})
final class ConformanceCommand implements Callable<Integer> {
  private final Console console;

  ConformanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(ShallTable.text());
    return ExitCode.OK;
  }
}
