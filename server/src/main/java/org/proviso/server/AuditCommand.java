package org.proviso.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** To be written. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitCode.OK;
  }
}
