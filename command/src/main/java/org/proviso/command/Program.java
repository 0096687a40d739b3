package org.proviso.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.proviso.ground.Problem;
import org.proviso.ground.text.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * An executable: a root command and its subcommands. Only the subcommand that is called is made;
 * all of them are for the help that lists them, and for a name that none of them has.
 */
public final class Program {
  private static final String DEBUG = "PROVISO_DEBUG";

  private final Supplier<Object> root;
  private final List<Subcommand> subcommands;

  /**
   * A program.
   *
   * @param root makes the annotated object of picocli that is called without a subcommand
   */
  public Program(Supplier<Object> root, Subcommand... subcommands) {
    this.root = root;
    this.subcommands = List.of(subcommands);
  }

  /** Runs a command on the standard streams and exits with its {@link ExitCode}. */
  public void main(String... arguments) {
    var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    var console =
        new Console(
            new PrintStream(out.stream(), false, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8),
            System.in,
            System.getenv());
    System.exit(out.finish(console, run(console, arguments)));
  }

  /**
   * Runs a command.
   *
   * @return its exit code, see {@link ExitCode}
   */
  public int run(Console console, String... arguments) {
    try {
      return commandLine(console, arguments).execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError error) {
      return defect(console, error);
    }
  }

  private CommandLine commandLine(Console console, String... arguments) {
    var commandLine = new CommandLine(root.get());
    String called = arguments.length == 0 ? "" : arguments[0];
    Optional<Subcommand> one =
        subcommands.stream().filter(each -> each.name().equals(called)).findFirst();
    for (Subcommand subcommand : one.map(List::of).orElse(subcommands)) {
      commandLine.addSubcommand(subcommand.name(), made(subcommand, console));
    }
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ is an argument: its file may hold patient data.
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(
        (exception, given) -> usage(console, exception, given));
    commandLine.setExecutionExceptionHandler(
        (exception, _, parsed) -> ended(console, exception, parsed));
    return commandLine;
  }

  private static CommandLine made(Subcommand subcommand, Console console) {
    var commandLine = new CommandLine(subcommand.make().apply(console));
    for (Subcommand below : subcommand.below()) {
      commandLine.addSubcommand(below.name(), made(below, console));
    }
    return commandLine;
  }

  private static int usage(Console console, ParameterException exception, String... arguments) {
    CommandSpec spec = exception.getCommandLine().getCommandSpec();
    if (String.valueOf(exception.getMessage()).contains(Path.class.getName())) {
      console.problems(wantsJson(arguments), List.of(notAPath(exception.getValue())));
      return ExitCode.BAD_INPUT;
    }
    String help = "Try: " + spec.qualifiedName() + " --help";
    if (exception instanceof UnmatchedArgumentException unmatched) {
      String typed = unmatched.getUnmatched().getFirst();
      help = meant(spec, typed).map(name -> "Did you mean " + name + "? ").orElse("") + help;
    }
    console.problems(
        wantsJson(arguments),
        List.of(new Problem("usage", "command line", message(exception), help)));
    return ExitCode.BAD_INPUT;
  }

  private static boolean wantsJson(String... arguments) {
    return Arrays.asList(arguments).contains("--json");
  }

  private static Optional<String> meant(CommandSpec spec, String typed) {
    if (typed.startsWith("-")) {
      return Suggestion.nearest(
          typed.replaceFirst("=.*", ""),
          spec.options().stream()
              .filter(option -> !option.hidden())
              .flatMap(option -> Arrays.stream(option.names()))
              .toList());
    }
    return Suggestion.nearest(
        typed,
        spec.subcommands().entrySet().stream()
            .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Without the names of classes that a conversion failed in. */
  private static String message(ParameterException exception) {
    String message = String.valueOf(exception.getMessage());
    int internals = message.indexOf(" (java.");
    return (internals < 0 ? message : message.substring(0, internals))
        .replace("class java.time.LocalDate", "a date, YYYY-MM-DD");
  }

  private static int ended(Console console, Exception exception, ParseResult parsed) {
    if (exception instanceof CommandFailure failure) {
      console.problems(wantsJson(parsed), failure.problems());
      if (failure.getCause() != null) {
        trace(console, failure);
      }
      return failure.exitCode();
    }
    if (exception instanceof InvalidPathException notAPath) {
      console.problems(wantsJson(parsed), List.of(notAPath(notAPath.getInput())));
      return ExitCode.BAD_INPUT;
    }
    return defect(console, exception);
  }

  private static Problem notAPath(String name) {
    return new Problem(
        "not-a-path",
        name,
        "This name of a file cannot be used here.",
        "A name with letters beyond ASCII needs a UTF-8 locale, for example LC_ALL=C.UTF-8.");
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
    trace(console, thrown);
    return ExitCode.DEFECT;
  }

  private static void trace(Console console, Throwable thrown) {
    if (console.environment().containsKey(DEBUG)) {
      thrown.printStackTrace(console.err());
    }
  }
}
