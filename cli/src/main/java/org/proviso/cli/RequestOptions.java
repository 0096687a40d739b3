package org.proviso.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.command.InputFile;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.Options;
import org.proviso.determination.RefusalId;
import org.proviso.determination.Refused;
import org.proviso.determination.Result;
import org.proviso.determination.StatedRequest;
import org.proviso.determination.WhichVersion;
import org.proviso.fhir.RecordRequest;
import org.proviso.fhir.record.Limits;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that determine a request have in common. */
final class RequestOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BUNDLE",
      description = "A FHIR R4 Bundle in JSON with the order; - for standard input.")
  @Nullable String bundle;

  @Option(
      names = "--guideline",
      paramLabel = "ID",
      description = "Which guideline, where several are about the service.")
  @Nullable String guideline;

  @Option(
      names = "--answer",
      paramLabel = "FACT=VALUE",
      description = "An answer to a question; may be repeated. VALUE may be 'unanswerable'.")
  List<String> answers = List.of();

  @Option(
      names = "--today",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the decision; default: today.")
  @Nullable LocalDate today;

  @Option(
      names = "--terminology",
      paramLabel = "DIR",
      description = "A folder with releases of code systems (docs/terminology.md).")
  @Nullable Path terminology;

  Options options() {
    return new Options(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(guideline),
        given(),
        "command line");
  }

  private Map<FactName, String> given() {
    var given = new LinkedHashMap<FactName, String>();
    for (String answer : answers) {
      int equals = answer.indexOf('=');
      String name = equals < 0 ? answer : answer.substring(0, equals).strip();
      if (equals < 0 || !FactName.PATTERN.matcher(name).matches()) {
        throw CommandFailure.badInput(
            "answer-malformed",
            "--answer " + answer,
            "An answer is written FACT=VALUE.",
            "For example: --answer brain-lesion=yes");
      }
      String value = answer.substring(equals + 1).strip();
      String before = given.put(new FactName(name), value);
      if (before != null && !before.equals(value)) {
        throw CommandFailure.badInput(
            "answers-contradict",
            "--answer " + name,
            "The fact is answered twice, and differently: " + before + " and " + value + ".",
            "Give one answer.");
      }
    }
    return given;
  }

  LocalDate today() {
    return today == null ? LocalDate.now(ZoneId.systemDefault()) : today;
  }

  byte[] read(Console console) {
    String from = bundle;
    if (from == null) {
      throw CommandFailure.badInput(
          "usage",
          "command line",
          "Missing required parameter: 'BUNDLE'",
          "Name a file with a FHIR R4 Bundle in JSON, or - for standard input.");
    }
    int limit = Math.toIntExact(Limits.STANDARD.bytes());
    String help =
        "Name a file with a FHIR R4 Bundle in JSON, or - for standard input: the order and what it"
            + " rests on, not a whole chart.";
    return from.equals("-")
        ? InputFile.standard(console, limit, help)
        : InputFile.bytes(Path.of(from), limit, help);
  }

  /**
   * The determination of a bundle, or of a witness.
   *
   * @param under the version that a witness is decided under
   */
  Determination determine(
      Console console,
      LibraryOption library,
      DecideCommand.DateAndLine which,
      @Nullable String under) {
    byte[] content = read(console);
    Options options = which.apply(options());
    Optional<StatedRequest> witness = StatedRequest.in(content);
    if (witness.isEmpty() && under != null) {
      throw CommandFailure.badInput(
          "under-needs-a-witness",
          "--under " + under,
          "The date of service chooses the version of a request.",
          "Leave --under out, or hand in a witness of verify or diff.");
    }
    if (witness.isPresent() && !answers.isEmpty()) {
      throw CommandFailure.badInput(
          "witness-and-answers",
          "--answer",
          "A witness has all its facts in its file.",
          "Write the fact into the file.");
    }
    return witness.isPresent()
        ? determined(decide(witness.get(), library, under))
        : determine(Determiners.open(library, this), content, options, today());
  }

  /** The determination, or a failure that says why there is none. */
  static Determination determine(
      Determiner determiner, byte[] bundle, Options options, LocalDate today) {
    return determined(RecordRequest.determine(determiner, bundle, options, today));
  }

  private Result decide(StatedRequest witness, LibraryOption library, @Nullable String under) {
    Path root = library.root();
    if (under != null) {
      Guideline version = NamedVersion.of(under, library).guideline();
      LibrarySource source = Libraries.source(root);
      return witness.asWitness(
          Determiners.over(_ -> source.about(version.services()), library, this),
          new WhichVersion.Named(version),
          today());
    }
    String id =
        Optional.ofNullable(guideline)
            .or(witness::guideline)
            .orElseThrow(
                () ->
                    CommandFailure.badInput(
                        "no-guideline-named",
                        "guideline",
                        "The witness does not name its guideline.",
                        "Name a document with --under FILE or --under ID@VERSION."));
    return witness.asWitness(
        Determiners.over(Libraries.source(root, id), library, this),
        new WhichVersion.InForceOf(id),
        today());
  }

  private static Determination determined(Result result) {
    return switch (result) {
      case Determination determination -> determination;
      case Refused refused ->
          throw new CommandFailure(
              refused.is(RefusalId.NO_GUIDELINE) ? ExitCode.NO_GUIDELINE : ExitCode.BAD_INPUT,
              refused.problems());
    };
  }
}
