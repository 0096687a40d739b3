package org.proviso.server;

import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.Program;
import org.proviso.command.Subcommand;
import org.proviso.determination.Version;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of the commands that the server brings. */
public final class Main {
  @Command(
      name = "proviso",
      description = "The commands of the server.",
      mixinStandardHelpOptions = true,
      versionProvider = OwnVersion.class)
  private static final class Commands {}

  private static final class OwnVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"proviso " + Version.CURRENT};
    }
  }

  private static final Program PROGRAM =
      new Program(
          Commands::new,
          Subcommand.of("serve", ServeCommand::new),
          Subcommand.of("publish", PublishCommand::new),
          Subcommand.of(
              "audit",
              _ -> new AuditCommand(),
              Subcommand.of("verify", AuditCommand.Verify::new),
              Subcommand.of("head", AuditCommand.Head::new)),
          Subcommand.of("conformance", ConformanceCommand::new),
          Subcommand.of("warm-up", _ -> new WarmUpCommand()));

  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    PROGRAM.main(arguments);
  }

  /**
   * Runs a command.
   *
   * @return its exit code, see {@link ExitCode}
   */
  static int run(Console console, String... arguments) {
    return PROGRAM.run(console, arguments);
  }
}
