package org.proviso.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.Problem;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
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
    // An argument that begins with @ is an argument: its file may hold patient data.
    commandLine.setExpandAtFiles(false);
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
      CommandLine command = exception.getCommandLine();
      String help = "Try: " + command.getCommandSpec().qualifiedName() + " --help";
      console.problems(
          Arrays.asList(arguments).contains("--json"),
          List.of(new Problem("usage", "command line", message(exception), help)));
      return ExitCode.BAD_INPUT;
    };
  }

  /** Without the names of classes that a conversion failed in. */
  private static String message(ParameterException exception) {
    String message = String.valueOf(exception.getMessage());
    int internals = message.indexOf(" (java.");
    return (internals < 0 ? message : message.substring(0, internals))
        .replace("class java.time.LocalDate", "a date, YYYY-MM-DD");
  }

  private static IExecutionExceptionHandler failure(Console console) {
    return (exception, commandLine, parsed) -> {
      if (exception instanceof CommandFailure failure) {
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
