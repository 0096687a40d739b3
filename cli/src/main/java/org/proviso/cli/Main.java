package org.proviso.cli;

import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.Program;
import org.proviso.command.Subcommand;

/** The entry point of the command. */
public final class Main {
  private static final Program PROGRAM =
      new Program(
          ProvisoCommand::new,
          Subcommand.of("decide", DecideCommand::new),
          Subcommand.of("explain", ExplainCommand::new),
          Subcommand.of("ask", AskCommand::new),
          Subcommand.of("interview", InterviewCommand::new),
          Subcommand.of("timeline", TimelineCommand::new),
          Subcommand.of("replay", ReplayCommand::new),
          Subcommand.of("check", CheckCommand::new),
          Subcommand.of("test", TestCommand::new),
          Subcommand.of("sign", SignCommand::new),
          Subcommand.of("read-back", ReadBackCommand::new),
          Subcommand.of("verify", VerifyCommand::new),
          Subcommand.of("diff", DiffCommand::new),
          Subcommand.of("impact", ImpactCommand::new),
          Subcommand.of("faults", FaultsCommand::new),
          Subcommand.of("format", FormatCommand::new),
          Subcommand.of("show", ShowCommand::new),
          Subcommand.of("history", HistoryCommand::new),
          Subcommand.of("search", SearchCommand::new),
          Subcommand.of(
              "spectrum",
              SpectrumCommand::new,
              Subcommand.of("simulate", SpectrumCommand.Simulate::new),
              Subcommand.of("batch", SpectrumBatch::new)),
          Subcommand.of("warm-up", _ -> new WarmUpCommand()));

  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
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
