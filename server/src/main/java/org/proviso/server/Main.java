package org.proviso.server;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.proviso.determination.Problem;
import org.proviso.determination.Version;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;

/** The entry point of the commands that the server brings. */
public final class Main {
  private Main() {}

  @Command(
      name = "proviso",
      description = "The commands of the server.",
      mixinStandardHelpOptions = true,
      versionProvider = OwnVersion.class)
  private static final class Commands {}

  private static final class OwnVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"proviso " + Version.CURRENT};
    }
  }

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(new Console(out, err, System.getenv()), arguments);
    out.flush();
    System.exit(exitCode);
  }

  /**
   * Runs a command.
   *
   * @return its exit code, see {@link ExitCode}
   */
  static int run(Console console, String... arguments) {
    var commandLine = new CommandLine(new Commands(), new Factory(console));
    Map<String, Supplier<Object>> commands = commands(console);
    // Reading what a command takes costs time at the start: only the one that is called is read.
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(List.of(arguments[0]));
    }
    commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(usage(console));
    commandLine.setExecutionExceptionHandler(failure(console));
    return commandLine.execute(arguments);
  }

  private static Map<String, Supplier<Object>> commands(Console console) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("serve", () -> new ServeCommand(console));
    commands.put("publish", () -> new PublishCommand(console));
    commands.put("audit", AuditCommand::new);
    commands.put("conformance", () -> new ConformanceCommand(console));
    commands.put("warm-up", WarmUpCommand::new);
    return commands;
  }

  private static IParameterExceptionHandler usage(Console console) {
    return (exception, _) -> {
      String name = exception.getCommandLine().getCommandSpec().qualifiedName();
      console.problems(
          List.of(
              new Problem(
                  "usage",
                  "command line",
                  String.valueOf(exception.getMessage()),
                  "Try: " + name + " --help")));
      return ExitCode.BAD_INPUT;
    };
  }

  private static IExecutionExceptionHandler failure(Console console) {
    return (exception, _, _) -> {
      if (exception instanceof CommandFailure failure) {
        console.problems(failure.problems());
        if (console.environment().containsKey("PROVISO_DEBUG")) {
          exception.printStackTrace(console.err());
        }
        return failure.exitCode();
      }
      console
          .err()
          .println(
              "proviso: a defect of Proviso itself stopped the command. ("
                  + exception.getClass().getSimpleName()
                  + ")");
      console.err().println("Set PROVISO_DEBUG=1 and run it again to see where, and report it.");
      if (console.environment().containsKey("PROVISO_DEBUG")) {
        exception.printStackTrace(console.err());
      }
      return ExitCode.DEFECT;
    };
  }

  /** Makes commands, handing each the console. */
  private record Factory(Console console) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (var constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Console.class) {
          return type.cast(constructor.newInstance(console));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
