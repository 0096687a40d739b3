package org.proviso.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Guideline;
import org.proviso.language.page.Fingerprint;
import org.proviso.language.page.Lock;
import org.proviso.language.page.LockFile;
import org.proviso.language.page.Locks;
import org.proviso.language.page.Person;
import org.proviso.language.page.ReadBack;
import org.proviso.language.page.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps that a person has read a sentence beside its criterion. */
@Command(
    name = "sign",
    description =
        "Keeps, in a lock file beside the document, that a person has read a sentence beside its"
            + " criterion and found that they say the same.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0: signed, or nothing to sign anew; 2: bad input, and nothing was written.",
      "Example: proviso sign ncd-210.14@2022-02-10 --anchor p1 --by \"Dr. Ada Bell, medical"
          + " director\""
    })
final class SignCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "DOC",
      description = "One version: a file, or ID@VERSION of the library.")
  String document = "";

  @Option(
      names = "--anchor",
      paramLabel = "A",
      description = "The anchor of what was read; may be repeated.")
  List<String> anchors = List.of();

  @Option(names = "--all", description = "Every anchor of the document was read.")
  boolean all;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "\"NAME, ROLE\"",
      description = "Who has read it, and as what.")
  String by = "";

  @Option(
      names = "--today",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the signature; default: today.")
  @Nullable LocalDate today;

  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  SignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    NamedVersion version = NamedVersion.of(document, library);
    Guideline guideline = version.guideline();
    SortedMap<Anchor, Fingerprint> known = Locks.fingerprints(guideline);
    Set<Anchor> wanted = wanted(known.keySet());
    Path file = LockFile.beside(version.file());
    Person person = person();
    LocalDate date = today == null ? LocalDate.now(ZoneId.systemDefault()) : today;
    Optional<Lock> before;
    Lock lock;
    try (var change = LockFiles.change(file)) {
      before = LockFiles.read(file);
      lock = Locks.sign(guideline, before, wanted, person, date);
      change.to(lock);
    }
    List<Anchor> signed =
        wanted.stream().filter(anchor -> !same(before, lock, anchor)).sorted().toList();
    long open = Locks.check(guideline, lock).size();
    if (json) {
      console.json(
          new Json.Members()
              .put("guideline", guideline.id())
              .put("version", guideline.version())
              .put("lock", file.toString())
              .put("signed", Json.texts(signed.stream().map(Anchor::name).toList()))
              .put("open", new Json.Whole(open))
              .toObject());
    } else {
      signed.forEach(anchor -> print(guideline, anchor));
      console
          .out()
          .println(
              "%s: %d signed, %d of %d still to be signed"
                  .formatted(file, signed.size(), open, known.size()));
    }
    return ExitCode.OK;
  }

  private Set<Anchor> wanted(Set<Anchor> known) {
    if (all != anchors.isEmpty()) {
      throw CommandFailure.badInput(
          "nothing-to-sign",
          "command line",
          all ? "Both --all and --anchor are given." : "Neither --anchor nor --all is given.",
          "Name what was read: " + names(known) + ".");
    }
    if (all) {
      return known;
    }
    var wanted = new LinkedHashSet<Anchor>();
    for (String name : anchors) {
      if (!Anchor.PATTERN.matcher(name).matches() || !known.contains(new Anchor(name))) {
        throw CommandFailure.badInput(
            "unknown-anchor",
            "--anchor " + name,
            "No criterion of the document has this anchor.",
            "Its anchors are " + names(known) + ".");
      }
      wanted.add(new Anchor(name));
    }
    return wanted;
  }

  private static String names(Set<Anchor> anchors) {
    return String.join(", ", anchors.stream().map(Anchor::name).toList());
  }

  private Person person() {
    int comma = by.indexOf(',');
    boolean complete =
        comma > 0
            && Person.of(by.substring(0, comma)).isPresent()
            && Person.of(by.substring(comma + 1)).isPresent();
    return Optional.of(by)
        .filter(_ -> complete)
        .flatMap(Person::of)
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "not-a-person",
                    "--by " + by,
                    "A signature has a name and a role, on one line, of 100 characters at most.",
                    "Write --by \"Name, role\"."));
  }

  private static boolean same(Optional<Lock> before, Lock after, Anchor anchor) {
    Optional<Signature> old =
        before.flatMap(lock -> Optional.ofNullable(lock.signatures().get(anchor)));
    return old.equals(Optional.ofNullable(after.signatures().get(anchor)));
  }

  /** What was signed, so that a slip of the hand is seen. */
  private void print(Guideline guideline, Anchor anchor) {
    console.out().println("[" + anchor + "]");
    console
        .out()
        .println(
            "  the page says:    "
                + Optional.ofNullable(guideline.sentences().get(anchor))
                    .map(Guideline.Sentence::text)
                    .orElse(""));
    ReadBack.criteria(guideline, anchor)
        .forEach(line -> console.out().println("  the machine asks: " + line));
  }
}
