package org.proviso.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** To be written. */
@Command(name = "publish")
final class PublishCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitCode.OK;
  }
}
