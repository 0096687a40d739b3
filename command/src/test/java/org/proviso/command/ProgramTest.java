package org.proviso.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.ground.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is the same for every executable: usage, failures, defects, output that gets nowhere. */
class ProgramTest {
  @Command(name = "sample", mixinStandardHelpOptions = true)
  private static final class Root {}

  @Command(name = "say", mixinStandardHelpOptions = true)
  private static final class Say implements Callable<Integer> {
    private final Console console;

    @Option(names = "--text")
    String text = "said";

    @Option(names = "--json")
    boolean json;

    @Option(names = "--fail")
    boolean fail;

    @Option(names = "--file")
    @Nullable Path file;

    @Option(names = "--break")
    boolean breaks;

    Say(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      if (fail) {
        throw CommandFailure.badInput("sample-fault", "place", "What is wrong.", "What to do.");
      }
      if (breaks) {
        throw new UncheckedIOException(new IOException("patient Jane Roe"));
      }
      if (file != null || text.equals("\0")) {
        console.out().println(file == null ? Path.of(text) : file);
      } else if (json) {
        console.json(new Json.Text(text));
      } else {
        console.out().println(text);
      }
      return ExitCode.OK;
    }
  }

  private final List<String> made = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Program program() {
    return new Program(
        Root::new,
        Subcommand.of("say", this::say),
        Subcommand.of("other", this::say, Subcommand.of("below", this::say)));
  }

  private Object say(Console console) {
    made.add("say");
    return new Say(console);
  }

  private Console console(OutputStream to, Map<String, String> environment) {
    return new Console(
        new PrintStream(to, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        InputStream.nullInputStream(),
        environment);
  }

  private int run(String... arguments) {
    Console console = console(out, Map.of());
    int exitCode = program().run(console, arguments);
    console.out().flush();
    return exitCode;
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheSubcommandThatIsCalledIsMade() {
    assertThat(run("say", "--text", "yes")).isEqualTo(ExitCode.OK);
    assertThat(said()).isEqualTo("yes\n");
    assertThat(made).hasSize(1);
  }

  @Test
  void aSubcommandBelowASubcommandRuns() {
    assertThat(run("other", "below")).isEqualTo(ExitCode.OK);
    assertThat(said()).isEqualTo("said\n");
  }

  @Test
  void forProgramsAResultIsOneJsonValue() {
    assertThat(run("say", "--json")).isEqualTo(ExitCode.OK);
    assertThat(said()).isEqualTo("\"said\"\n");
  }

  @Test
  void helpListsAllSubcommands() {
    assertThat(run("--help")).isEqualTo(ExitCode.OK);
    assertThat(said()).contains("say", "other");
  }

  @ParameterizedTest
  @CsvSource({"sya, Did you mean say?", "say --txet x, Did you mean --text?"})
  void aSlipGetsTheNameThatWasProbablyMeant(String line, String suggestion) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(complained()).contains("(usage)", suggestion, "--help");
  }

  @Test
  void anArgumentIsNeverTakenForAFileOfArguments() {
    assertThat(run("say", "--text", "@/etc/hostname")).isEqualTo(ExitCode.OK);
    assertThat(said()).isEqualTo("@/etc/hostname\n");
  }

  @Test
  void aFailureSaysWhatIsWrongWhereAndWhatToDo() {
    assertThat(run("say", "--fail")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said()).isEmpty();
    assertThat(complained())
        .isEqualTo("proviso: place: What is wrong. (sample-fault)\n  What to do.\n");
  }

  @Test
  void aFailureIsAlsoOneJsonObjectForPrograms() {
    assertThat(run("say", "--fail", "--json")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said()).contains("\"problems\"", "\"sample-fault\"", "\"What to do.\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--file", "--text"})
  void aNameThatNoFileCanHaveIsBadInput(String option) {
    // Java refuses it as it refuses letters that the locale cannot encode.
    assertThat(run("say", option, "\0")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(complained())
        .contains("This name of a file cannot be used here", "(not-a-path)", "UTF-8")
        .doesNotContain("Exception");
  }

  @Test
  void aDefectShowsNothingOfWhatWasRead() {
    assertThat(run("say", "--break")).isEqualTo(ExitCode.DEFECT);
    assertThat(complained())
        .contains("UncheckedIOException", "PROVISO_DEBUG")
        .doesNotContain("Jane", "\tat ");
  }

  @Test
  void aDefectShowsItsPlaceWhereThatIsAskedFor() {
    program().run(console(out, Map.of("PROVISO_DEBUG", "1")), "say", "--break");
    assertThat(complained()).contains("\tat ");
  }

  private static final class Refusing extends OutputStream {
    private final String message;

    Refusing(String message) {
      this.message = message;
    }

    @Override
    public void write(int one) throws IOException {
      throw new IOException(message);
    }
  }

  private int runInto(OutputStream to, String... arguments) {
    var standard = new StandardOutput(to);
    Console console = console(standard.stream(), Map.of());
    return standard.finish(console, program().run(console, arguments));
  }

  @Test
  void outputThatCannotBeWrittenIsNeverASuccess() {
    assertThat(runInto(new Refusing("No space left on device"), "say")).isEqualTo(74);
    assertThat(complained())
        .contains("standard output", "No space left on device", "(unwritable)", "again");
  }

  @Test
  void neitherIsAnAnswerOfWhichOnlyTheEndIsLost() {
    assertThat(runInto(new Refusing("No space left on device"), "say", "--text", "x".repeat(9000)))
        .isEqualTo(ExitCode.UNWRITABLE);
  }

  @Test
  void aReaderThatHasEnoughIsNotComplainedAbout() {
    assertThat(runInto(new Refusing("Broken pipe"), "say")).isEqualTo(ExitCode.UNWRITABLE);
    assertThat(complained()).isEmpty();
  }

  @Test
  void writtenOutputIsWhole() {
    assertThat(runInto(out, "say", "--text", "naïve")).isEqualTo(ExitCode.OK);
    assertThat(said()).isEqualTo("naïve\n");
  }
}
