package org.proviso.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The entry point of the command. */
public final class Main {
  private Main() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(new Console(out, err, System.in), arguments);
    out.flush();
    System.exit(exitCode);
  }

  /**
   * Runs a command.
   *
   * @return its exit code, see {@link ExitCode}
   */
  static int run(Console console, String... arguments) {
    var commandLine = new CommandLine(new ProvisoCommand(), new CommandFactory(console));
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(usage(console));
    commandLine.setExecutionExceptionHandler(failure(console));
    try {
      return commandLine.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError error) {
      return defect(console, error);
    }
  }

  private static IParameterExceptionHandler usage(Console console) {
    return (exception, arguments) -> {
      console.err().println("proviso: " + exception.getMessage());
      CommandLine command = exception.getCommandLine();
      if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr())) {
        console.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
      }
      return ExitCode.BAD_INPUT;
    };
  }

  private static IExecutionExceptionHandler failure(Console console) {
    return (exception, commandLine, parsed) -> {
      if (exception instanceof Failure failure) {
        console.problems(wantsJson(parsed), failure.problems());
        return failure.exitCode();
      }
      return defect(console, exception);
    };
  }

  private static boolean wantsJson(ParseResult parsed) {
    return parsed.hasMatchedOption("--json")
        || (parsed.hasSubcommand() && wantsJson(parsed.subcommand()));
  }

  private static int defect(Console console, Throwable thrown) {
    console
        .err()
        .println(
            "proviso: a defect of Proviso itself stopped the command; nothing was decided. ("
                + thrown.getClass().getSimpleName()
                + ")");
    console.err().println("Set PROVISO_DEBUG=1 and run it again to see where, and report it.");
    if (System.getenv("PROVISO_DEBUG") != null) {
      thrown.printStackTrace(console.err());
    }
    return ExitCode.DEFECT;
  }
}
