package org.proviso.conformance.roads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.proviso.determination.ApplicableVersion;
import org.proviso.determination.Determiner;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.SeededFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/**
 * Requests by seed over every version of the repository's guidelines: most are to be determined,
 * the others show each reason to refuse.
 */
final class Samples {
  /** A service that no guideline is about. */
  private static final Code OF_NOBODY = new Code(CodeSystem.CPT, "70553");

  /** A service of another guideline. */
  private static final Code ANOTHER = new Code(CodeSystem.HCPCS, "E0424");

  private static final FactName JURISDICTION = new FactName("jurisdiction");

  private final Map<String, byte[]> files;
  private final Library library;
  private final List<Guideline> guidelines;
  private final List<Guideline> ofPayers;
  private final Determiner compiler;
  private final Map<String, Determiner> determiners = new HashMap<>();
  private final Map<String, Library> broken = new HashMap<>();
  private final RandomGenerator random;

  Samples(Path root, long seed) throws IOException {
    this.files = files(root);
    this.library = Libraries.of(files);
    this.guidelines = library.guidelines();
    this.ofPayers =
        guidelines.stream().filter(each -> each.kind() == DocumentKind.GUIDELINE).toList();
    this.compiler = determiner(library, Optional.empty());
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Determiner determiner(Library library, Optional<String> owner) {
    return new Determiner(LibrarySource.of(library), owner, Terminology.standard());
  }

  /** The sound library. */
  Library library() {
    return library;
  }

  /** A door over the sound library, of any payer. */
  Determiner determiner() {
    return determiner("any", library, Optional.empty());
  }

  private Determiner determiner(String name, Library over, Optional<String> owner) {
    return determiners.computeIfAbsent(
        name + "|" + owner.orElse(""),
        _ -> {
          Determiner made = determiner(over, owner);
          over.guidelines().forEach(compiler::compile);
          made.takeOver(compiler, over);
          return made;
        });
  }

  List<Sample> take(int count) {
    var samples = new ArrayList<Sample>();
    for (int index = 0; index < count; index++) {
      samples.add(sample());
    }
    return samples;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Guideline target() {
    return random.nextInt(5) == 0 ? any(guidelines) : any(ofPayers);
  }

  private Sample sample() {
    return switch (random.nextInt(50)) {
      case 0, 1 -> beforeTheFirst();
      case 2 -> beyondTheHorizon();
      case 3, 4 -> inAnotherLine();
      case 5 -> ofSeveral();
      case 6, 7 -> withAnotherService();
      case 8, 9 -> underABrokenVersion();
      case 10 -> besideABrokenDocument();
      case 11 -> ofAPayer();
      case 12, 13, 14 -> contradictory();
      case 15 -> ofNoGuideline();
      case 16 -> withFactsThatDoNotFit();
      case 17 -> withoutALibrary();
      default -> plain("plain", target());
    };
  }

  // Requests that a version decides

  private Sample plain(String kind, Guideline target) {
    return sample(kind, target, day(target));
  }

  /** A day on which a version is in force. */
  private LocalDate day(Guideline target) {
    LocalDate last =
        target
            .through()
            .or(
                () ->
                    library.versions(target.id()).stream()
                        .map(Guideline::effective)
                        .filter(target.effective()::isBefore)
                        .min(LocalDate::compareTo)
                        .map(next -> next.minusDays(1)))
            .orElse(Sample.TODAY.plusDays(ApplicableVersion.HORIZON_DAYS));
    long days = last.toEpochDay() - target.effective().toEpochDay();
    return target.effective().plusDays(random.nextLong(days + 1));
  }

  private Sample sample(String kind, Guideline target, LocalDate date) {
    WhichVersion which =
        target.kind() == DocumentKind.GUIDELINE && random.nextInt(10) > 0
            ? new WhichVersion.InForce()
            : new WhichVersion.InForceOf(target.id());
    Map<FactName, String> facts = new HashMap<>(SeededFacts.of(target, date, random));
    boolean isUnanswerable =
        GivenAnswer.UNANSWERABLE.equals(facts.get(Determiner.LINE_OF_BUSINESS));
    Optional<String> line = isUnanswerable ? Optional.empty() : lineOfBusiness(target, facts);
    Optional<String> jurisdiction =
        random.nextInt(6) == 0 ? Optional.of(any(List.of("US-FL", "US-NC"))) : Optional.empty();
    set(facts, target, Determiner.LINE_OF_BUSINESS, line);
    set(facts, target, JURISDICTION, jurisdiction.map(code -> code.toLowerCase(Locale.ROOT)));
    var sample =
        new Sample(
            kind,
            determiner("sound", library, Optional.of(target.payer())),
            target,
            List.of(any(target.services())),
            date,
            line,
            jurisdiction,
            Optional.empty(),
            which,
            random.nextBoolean() ? "active" : "draft",
            facts,
            Optional.empty());
    return random.nextInt(12) == 0 ? sample : withWhatARecordSays(sample);
  }

  private Optional<String> lineOfBusiness(Guideline target, Map<FactName, String> facts) {
    if (random.nextInt(7) == 0) {
      return Optional.empty();
    }
    if (!target.linesOfBusiness().isEmpty()) {
      return Optional.of(any(target.linesOfBusiness().stream().sorted().toList()));
    }
    return Optional.ofNullable(facts.get(Determiner.LINE_OF_BUSINESS))
        .or(() -> Optional.of(any(List.of("commercial", "medicare-advantage"))));
  }

  private static void set(
      Map<FactName, String> facts, Guideline target, FactName name, Optional<String> text) {
    facts.remove(name);
    target
        .fact(name)
        .filter(fact -> text.flatMap(value -> Sample.knowledge(fact, value)).isPresent())
        .ifPresent(_ -> facts.put(name, text.orElseThrow()));
  }

  /** With the facts that order and coverage say by themselves. */
  private static Sample withWhatARecordSays(Sample sample) {
    var facts = new HashMap<>(sample.facts());
    RecordOfSample.known(sample, sample.target())
        .forEach(
            (fact, knowledge) -> {
              if (knowledge instanceof Knowledge.Known known) {
                facts.put(fact, SeededFacts.text(known.value()));
              }
            });
    return with(sample, sample.kind(), facts);
  }

  private static Sample with(Sample of, String kind, Map<FactName, String> facts) {
    return new Sample(
        kind,
        of.determiner(),
        of.target(),
        of.services(),
        of.date(),
        of.lineOfBusiness(),
        of.jurisdiction(),
        of.payer(),
        of.which(),
        of.order(),
        facts,
        of.contradiction());
  }

  private static Sample asking(
      Sample of, String kind, Determiner determiner, List<Code> services, WhichVersion which) {
    return new Sample(
        kind,
        determiner,
        of.target(),
        services,
        of.date(),
        of.lineOfBusiness(),
        of.jurisdiction(),
        of.payer(),
        which,
        of.order(),
        of.facts(),
        of.contradiction());
  }

  /** Two sources say different things of one fact. */
  private Sample contradictory() {
    Sample sample = plain("contradictory facts", any(ofPayers));
    List<FactDeclaration> open =
        sample.target().facts().stream()
            .filter(fact -> fact.type() instanceof FactType.YesNo)
            .filter(fact -> RecordOfSample.known(sample, sample.target()).get(fact.name()) == null)
            .toList();
    if (open.isEmpty()) {
      return sample;
    }
    boolean isLine =
        random.nextInt(3) == 0
            && sample
                .lineOfBusiness()
                .equals(Optional.ofNullable(sample.facts().get(Determiner.LINE_OF_BUSINESS)))
            && sample.lineOfBusiness().isPresent();
    Sample.Contradiction contradiction =
        isLine
            ? new Sample.Contradiction(
                Determiner.LINE_OF_BUSINESS,
                sample.lineOfBusiness().get(),
                sample.lineOfBusiness().get().equals("commercial") ? "medicaid" : "commercial")
            : new Sample.Contradiction(any(open).name(), "yes", "no");
    var facts = new HashMap<>(sample.facts());
    facts.remove(contradiction.fact());
    return new Sample(
        sample.kind(),
        sample.determiner(),
        sample.target(),
        sample.services(),
        sample.date(),
        sample.lineOfBusiness(),
        sample.jurisdiction(),
        sample.payer(),
        sample.which(),
        sample.order(),
        facts,
        Optional.of(contradiction));
  }

  // Requests that are refused

  private Sample beforeTheFirst() {
    Guideline target = library.versions(target().id()).getFirst();
    return sample(
        "before the first version", target, target.effective().minusDays(1 + random.nextInt(900)));
  }

  private Sample beyondTheHorizon() {
    LocalDate date =
        Sample.TODAY.plusDays(ApplicableVersion.HORIZON_DAYS + 1L + random.nextInt(30_000));
    return sample("beyond the horizon", library.versions(target().id()).getLast(), date);
  }

  /** In a line of business that the document, or the fact of that name, does not know. */
  private Sample inAnotherLine() {
    List<Guideline> limited =
        guidelines.stream().filter(each -> !each.linesOfBusiness().isEmpty()).toList();
    Guideline target = random.nextInt(4) == 0 ? target() : any(limited);
    Sample sample = plain("another line of business", target);
    Optional<String> line = Optional.of(any(List.of("commercial", "medicaid", "tricare")));
    Map<FactName, String> facts = new HashMap<>(sample.facts());
    set(facts, target, Determiner.LINE_OF_BUSINESS, line);
    return new Sample(
        sample.kind(),
        sample.determiner(),
        target,
        sample.services(),
        sample.date(),
        line,
        sample.jurisdiction(),
        Optional.empty(),
        sample.which(),
        sample.order(),
        facts,
        Optional.empty());
  }

  /** About a service of which several payers have guidelines, in the library of nobody. */
  private Sample ofSeveral() {
    Sample sample = plain("several guidelines", any(ofPayers));
    return asking(
        sample, sample.kind(), determiner(), sample.services(), new WhichVersion.InForce());
  }

  private Sample withAnotherService() {
    Sample sample = plain("another service besides", target());
    List<Code> services = new ArrayList<>(sample.services());
    services.add(services.getFirst().system() == CodeSystem.HCPCS ? OF_NOBODY : ANOTHER);
    return asking(sample, sample.kind(), sample.determiner(), services, sample.which());
  }

  private Sample ofNoGuideline() {
    Sample sample = plain("no guideline", any(ofPayers));
    return random.nextBoolean()
        ? asking(
            sample,
            sample.kind(),
            sample.determiner(),
            List.of(OF_NOBODY),
            new WhichVersion.InForce())
        : asking(
            sample,
            sample.kind(),
            sample.determiner(),
            sample.services(),
            new WhichVersion.InForceOf("no-such-guideline"));
  }

  private Sample ofAPayer() {
    Sample sample = plain("the payer is named", any(ofPayers));
    return new Sample(
        sample.kind(),
        random.nextBoolean() ? determiner() : determiner("sound", library, Optional.of("Somebody")),
        sample.target(),
        sample.services(),
        sample.date(),
        sample.lineOfBusiness(),
        sample.jurisdiction(),
        Optional.of(random.nextBoolean() ? sample.target().payer() : "Nobody"),
        new WhichVersion.InForce(),
        sample.order(),
        sample.facts(),
        Optional.empty());
  }

  private Sample withFactsThatDoNotFit() {
    Sample sample = plain("facts that do not fit", target());
    var facts = new HashMap<>(sample.facts());
    switch (random.nextInt(3)) {
      case 0 -> facts.put(new FactName("no-such-fact"), "yes");
      case 1 ->
          sample.target().facts().stream()
              .filter(fact -> fact.type() instanceof FactType.YesNo)
              .findFirst()
              .ifPresent(fact -> facts.put(fact.name(), "maybe"));
      default ->
          sample.target().facts().stream()
              .filter(fact -> fact.type() instanceof FactType.Document)
              .findFirst()
              .ifPresent(fact -> facts.put(fact.name(), "yes"));
    }
    return with(sample, sample.kind(), facts);
  }

  private Sample withoutALibrary() {
    Sample sample = plain("library unreadable", any(ofPayers));
    return asking(
        sample,
        sample.kind(),
        determiners.computeIfAbsent(
            "unreadable",
            _ -> new Determiner(_ -> Optional.empty(), Optional.empty(), Terminology.standard())),
        sample.services(),
        sample.which());
  }

  // Broken documents

  /** The library with a typing error in the criteria of one document. */
  private Library broken(String file) {
    return broken.computeIfAbsent(
        file,
        _ -> {
          var copy = new TreeMap<>(files);
          copy.put(
              file,
              new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8)
                  .replaceFirst("(?m)^```criteria$", "```criteria\nnot a rule")
                  .getBytes(StandardCharsets.UTF_8));
          return library.reload(copy);
        });
  }

  private Sample in(Sample of, String file) {
    return asking(
        of,
        of.kind(),
        determiner(file, broken(file), Optional.of(of.target().payer())),
        of.services(),
        of.which());
  }

  private Sample underABrokenVersion() {
    Guideline target = library.versions(target().id()).getLast();
    return in(plain("the version in force is broken", target), target.file());
  }

  /** Beside a national determination that has errors, or a document that nobody can place. */
  private Sample besideABrokenDocument() {
    Sample sample = plain("another document is broken", any(ofPayers));
    Set<Code> services = new HashSet<>(sample.target().services());
    return guidelines.stream()
        .filter(each -> each.kind() != DocumentKind.GUIDELINE)
        .filter(each -> each.services().stream().anyMatch(services::contains))
        .skip(1)
        .findFirst()
        .map(national -> in(sample, national.file()))
        .orElseGet(() -> in(sample, "unplaced/1990-01-01.md"));
  }
}
