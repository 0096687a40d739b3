package org.proviso.cli;

import org.proviso.determination.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command and its subcommands. */
@Command(
    name = "proviso",
    description = "Decides requests by published coverage guidelines, and says why.",
    mixinStandardHelpOptions = true,
    versionProvider = ProvisoCommand.VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   done; decided; clean",
      "  1   a check, a case or a replay found something",
      "  2   bad input or usage; nothing was decided",
      "  3   undecided",
      "  4   a spectrum was refused",
      "  5   no guideline is about the service",
      "  70  a defect of Proviso",
      "  74  the output could not be written, or only a part of it",
      "",
      "The launcher also knows serve, publish, audit (docs/serve.md) and conformance (docs/crd.md).",
      "",
      "Example: proviso decide examples/recurrent-glioma.json"
    })
final class ProvisoCommand {
  /** The version that records name too. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"proviso " + Version.CURRENT};
    }
  }
}
