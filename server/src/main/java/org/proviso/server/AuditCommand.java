package org.proviso.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.storage.Anchor;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.Finding;
import org.proviso.storage.LogHead;
import org.proviso.storage.StorageException;
import org.proviso.storage.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about the log as a whole. */
@Command(
    name = "audit",
    description = "Verifies the log of decisions, or prints where it ends.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
  /** Reads the whole log and says whether it is what was appended to it. */
  @Command(
      name = "verify",
      description = "Finds any entry that was altered, removed, moved or inserted.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Exit code 0: the log is whole; 1: it is not; 69: the store cannot be read.",
        "Keep the head that it prints elsewhere, and give it back with --anchor next time:",
        "a log that was cut or written anew is found by that alone.",
        "Example: proviso audit verify --demo"
      })
  static final class Verify implements Callable<Integer> {
    private final Console console;

    @Mixin ConfigOptions config = new ConfigOptions();

    @Option(
        names = "--anchor",
        paramLabel = "[NUMBER:]HASH",
        description = "A head that was kept elsewhere; may be repeated.")
    List<String> anchors = List.of();

    Verify(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws StorageException {
      var kept = new ArrayList<Anchor>();
      for (String text : anchors) {
        kept.add(
            Anchor.parse(text)
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            ExitCode.BAD_INPUT,
                            "not-an-anchor",
                            "--anchor",
                            "It is neither a hash nor a number, a colon and a hash.",
                            "Give what audit verify printed as the head.")));
      }
      try (DecisionLog log = Stores.present(config.settings(console).storage())) {
        Verification verification =
            log.verify(
                kept,
                (read, size) -> console.err().printf("proviso: %d of %d entries%n", read, size));
        for (Finding finding : verification.findings()) {
          console.out().println(finding.message());
        }
        console
            .out()
            .printf(
                "%d entries, %s.%n",
                verification.entries(),
                verification.whole()
                    ? "whole"
                    : verification.findings().size()
                        + " findings: the log is not what was written");
        console.out().println("head " + verification.head());
        return verification.whole() ? ExitCode.OK : ExitCode.FINDINGS;
      } catch (StorageException failure) {
        throw Stores.failure(failure);
      }
    }
  }

  /** Prints where the log ends. */
  @Command(
      name = "head",
      description = "Prints the number and the hash of the last entry, to be kept elsewhere.",
      mixinStandardHelpOptions = true)
  static final class Head implements Callable<Integer> {
    private final Console console;

    @Mixin ConfigOptions config = new ConfigOptions();

    Head(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      try (DecisionLog log = Stores.present(config.settings(console).storage())) {
        LogHead head = log.head();
        console.out().println(head);
        return ExitCode.OK;
      } catch (StorageException failure) {
        throw Stores.failure(failure);
      }
    }
  }
}
