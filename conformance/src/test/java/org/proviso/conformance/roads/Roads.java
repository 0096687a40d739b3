package org.proviso.conformance.roads;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.proviso.batch.BatchDecision;
import org.proviso.batch.FlatParquetWriter;
import org.proviso.batch.History;
import org.proviso.conformance.roads.Road.Arrival;
import org.proviso.conformance.roads.Road.Arrival.Answered;
import org.proviso.conformance.roads.Road.Arrival.NotCarried;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Options;
import org.proviso.determination.RefusalId;
import org.proviso.determination.Result;
import org.proviso.determination.StatedRequest;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.facts.Knowledge;
import org.proviso.exchange.crd.CrdService;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.fhir.RecordRequest;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.PayerConfiguration;
import org.proviso.terminology.Code;

/** Every road, each beside what the door says of the same samples. */
final class Roads {
  private static final FactName JURISDICTION = new FactName("jurisdiction");

  private final Library library;
  private final Path folder;
  private final IdentityHashMap<Sample, Result> door = new IdentityHashMap<>();
  private final IdentityHashMap<Sample, Said> said = new IdentityHashMap<>();

  /**
   * Roads over a library.
   *
   * @param folder for the files of batches
   */
  Roads(Library library, Path folder) {
    this.library = library;
    this.folder = folder;
  }

  /** What the door says of a sample. */
  Said door(Sample sample) {
    return said.computeIfAbsent(sample, one -> Said.of(result(one)));
  }

  private Result result(Sample sample) {
    return door.computeIfAbsent(
        sample, one -> one.determiner().determine(one.requested(), one.source(), Sample.TODAY));
  }

  List<Road> all() {
    return List.of(
        each("the door, facts stated", sample -> new Answered(door(sample))),
        each("witness", this::witness),
        each("witness under a named version", this::named),
        each("bundle", sample -> bundle(sample, sample.date(), Optional.empty())),
        each(
            "bundle with the date given",
            sample -> bundle(sample, sample.date().minusDays(40), Optional.of(sample.date()))),
        new Batch("NDJSON batch", ".ndjson"),
        new Batch("CSV batch", ".csv"),
        new Batch("Parquet batch", ".parquet"),
        each("CRD order", this::order));
  }

  private interface Way {
    Arrival take(Sample sample);
  }

  private static Road each(String name, Way way) {
    return new Road() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Arrival> take(List<Sample> samples) {
        return samples.stream().map(way::take).toList();
      }
    };
  }

  private static boolean is(Said said, RefusalId... ids) {
    return List.of(ids).stream().anyMatch(id -> said.refusal().equals(id.id()));
  }

  // Witnesses

  private Arrival witness(Sample sample) {
    Said door = door(sample);
    if (sample.isInForce()
        && is(
            door,
            RefusalId.SEVERAL_GUIDELINES,
            RefusalId.NO_GUIDELINE,
            RefusalId.SERVICES_DIFFER)) {
      return new NotCarried("a witness names its guideline, not its service or payer");
    }
    if (is(door, RefusalId.SERVICES_DIFFER)) {
      return new NotCarried("a witness names its guideline, not its service or payer");
    }
    WhichVersion which =
        sample.isInForce() ? new WhichVersion.InForceOf(sample.target().id()) : sample.which();
    return asWitness(sample, which);
  }

  private Arrival named(Sample sample) {
    if (result(sample) instanceof Determination determination) {
      return asWitness(sample, new WhichVersion.Named(determination.answer().guideline()));
    }
    return is(
            door(sample),
            RefusalId.ANSWER_DOES_NOT_FIT,
            RefusalId.UNKNOWN_FACT,
            RefusalId.NOT_TO_BE_ANSWERED)
        ? asWitness(sample, new WhichVersion.Named(sample.target()))
        : new NotCarried("a named version is not searched for: " + door(sample).refusal());
  }

  private Arrival asWitness(Sample sample, WhichVersion which) {
    if (sample.contradiction().isPresent()) {
      return new NotCarried("a witness says one thing of a fact");
    }
    if (is(door(sample), RefusalId.NOT_TO_BE_ANSWERED)) {
      return new NotCarried("a witness may say which documents are in force");
    }
    var facts = new HashMap<String, String>();
    sample.facts().forEach((fact, text) -> facts.put(fact.text(), text));
    boolean isOfThisVersion = !RecordOfSample.OF_THE_REQUEST.contains(door(sample).refusal());
    boolean hasTheFact =
        sample.lineOfBusiness().equals(Optional.ofNullable(facts.get("line-of-business")));
    if (sample.lineOfBusiness().isPresent() && !hasTheFact) {
      if (isOfThisVersion || which instanceof WhichVersion.Named) {
        return new NotCarried("a witness has a line of business only as a fact of its guideline");
      }
      facts.put("line-of-business", sample.lineOfBusiness().get());
    }
    if (result(sample) instanceof Determination determination) {
      documents(determination).forEach((fact, inForce) -> facts.put(fact, inForce));
    }
    var members = new Json.Members();
    facts.forEach(members::put);
    byte[] text =
        JsonWriter.canonicalBytes(
            new Json.Members()
                .put("dateOfService", sample.date().toString())
                .put("facts", members.toObject())
                .toObject());
    return new Answered(
        Said.of(
            StatedRequest.in(text)
                .orElseThrow()
                .asWitness(sample.determiner(), which, Sample.TODAY)));
  }

  /** Which documents the library had in force. */
  private static Map<String, String> documents(Determination determination) {
    var documents = new HashMap<String, String>();
    for (FactDeclaration fact : determination.answer().guideline().facts()) {
      if (fact.type() instanceof FactType.Document
          && determination.request().knowledge(fact.name())
              instanceof Knowledge.Known(Value.InForce(boolean yes), var _)) {
        documents.put(fact.name().text(), yes ? "yes" : "no");
      }
    }
    return documents;
  }

  // Bundles

  private static Options options(Sample sample) {
    return sample.which() instanceof WhichVersion.InForceOf(String id)
        ? new Options(Optional.empty(), Optional.empty(), Optional.of(id), Map.of(), "")
        : Options.NONE;
  }

  private Arrival bundle(Sample sample, LocalDate dateOfOrder, Optional<LocalDate> given) {
    RecordOfSample record = RecordOfSample.of(sample, dateOfOrder, door(sample));
    if (record.notCarried().isPresent()) {
      return new NotCarried(record.notCarried().get());
    }
    Options options = given.map(options(sample)::on).orElse(options(sample));
    return unlessTheReaderRefuses(
        Said.of(
            RecordRequest.determine(sample.determiner(), record.bundle(), options, Sample.TODAY)));
  }

  /** A reader refuses with identifiers of its own what never comes to the door. */
  private static Arrival unlessTheReaderRefuses(Said said) {
    boolean isOfTheDoor =
        !said.isRefused() || List.of(RefusalId.values()).stream().anyMatch(id -> is(said, id));
    return isOfTheDoor
        ? new Answered(said)
        : new NotCarried("the reader refuses: " + said.refusal());
  }

  // Orders of Coverage Requirements Discovery

  private Arrival order(Sample sample) {
    if (!sample.isInForce()) {
      return new NotCarried("an order does not name a guideline");
    }
    RecordOfSample record = RecordOfSample.of(sample, sample.date(), door(sample));
    if (record.notCarried().isPresent()) {
      return new NotCarried(record.notCarried().get());
    }
    String call =
        """
        {"hook":"order-sign","hookInstance":"00000000-0000-4000-8000-000000000001",\
        "context":{"userId":"Practitioner/u","patientId":"p",\
        "draftOrders":{"resourceType":"Bundle","type":"collection","entry":[{"resource":%s}]}},\
        "prefetch":{"patient":%s,"coverage":%s,"answers":%s},\
        "extension":{"davinci-crd.requestedVersion":"2.2"}}\
        """
            .formatted(
                record.of("ServiceRequest"),
                record.of("Patient"),
                searchset(record.of("Coverage")),
                searchset(record.of("QuestionnaireResponse")));
    PayerConfiguration payer =
        PayerConfiguration.of("Payer").approving(PayerConfiguration.Approval.AUTOMATIC);
    CrdResponse response =
        new CrdService(sample.determiner(), payer, AssertionIds.random())
            .answer(
                "order-sign-crd",
                call.getBytes(StandardCharsets.UTF_8),
                Ehr.none(),
                Sample.TODAY.atTime(17, 0).toInstant(ZoneOffset.UTC));
    return switch (response) {
      case CrdResponse.Answered answered when answered.assertions().size() == 1 ->
          unlessTheReaderRefuses(Said.of(json(answered.assertions().getFirst().record())));
      case CrdResponse.Answered answered ->
          throw new AssertionError(answered.assertions().size() + " assertions");
      case CrdResponse.Rejected(int status, var _, byte[] outcome, var _) ->
          throw new AssertionError(
              status + " " + new String(outcome, StandardCharsets.UTF_8) + "\n" + call);
    };
  }

  private static String searchset(String resource) {
    String entry = resource.isEmpty() ? "" : "{\"resource\":" + resource + "}";
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entry + "]}";
  }

  private static Json.Obj json(byte[] text) {
    try {
      return (Json.Obj) JsonReader.read(new String(text, StandardCharsets.UTF_8));
    } catch (JsonReader.NotJsonException broken) {
      throw new AssertionError(broken);
    }
  }

  // Batches

  /** Rows that one run decides: those of one door that ask for the version in one way. */
  private record Run(Determiner determiner, WhichVersion which) {}

  private final class Batch implements Road {
    private final String name;
    private final String suffix;

    Batch(String name, String suffix) {
      this.name = name;
      this.suffix = suffix;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Arrival> take(List<Sample> samples) throws IOException {
      var arrivals = new ArrayList<Arrival>(Collections.nCopies(samples.size(), NOT_YET));
      Map<Run, List<Integer>> runs = new LinkedHashMap<>();
      Map<Integer, byte[]> bundles = new HashMap<>();
      for (int index = 0; index < samples.size(); index++) {
        Sample sample = samples.get(index);
        Optional<String> reason;
        if (suffix.equals(".ndjson")) {
          RecordOfSample record = RecordOfSample.of(sample, sample.date(), door(sample));
          reason = record.notCarried();
          bundles.put(index, record.bundle());
        } else {
          reason = noRow(sample);
        }
        if (reason.isPresent()) {
          arrivals.set(index, new NotCarried(reason.get()));
        } else {
          runs.computeIfAbsent(new Run(sample.determiner(), sample.which()), _ -> new ArrayList<>())
              .add(index);
        }
      }
      int file = 0;
      for (var run : runs.entrySet()) {
        Path path = folder.resolve("run" + file + suffix);
        file++;
        List<Integer> rows = run.getValue();
        var out = new ByteArrayOutputStream();
        if (suffix.equals(".ndjson")) {
          Files.write(
              path,
              rows.stream()
                  .map(index -> new String(bundles.get(index), StandardCharsets.UTF_8))
                  .toList());
          BatchDecision.bundles(
              run.getKey().determiner(),
              options(samples.get(rows.getFirst())),
              Sample.TODAY,
              History.open(path),
              out,
              1,
              _ -> {});
        } else {
          write(path, rows.stream().map(samples::get).toList());
          BatchDecision.flat(
              run.getKey().determiner(),
              run.getKey().which(),
              library.guidelines(),
              Sample.TODAY,
              History.open(path),
              out,
              1,
              _ -> {});
        }
        List<Said> said = said(out.toString(StandardCharsets.UTF_8));
        for (int index = 0; index < rows.size(); index++) {
          arrivals.set(rows.get(index), unlessTheReaderRefuses(said.get(index)));
        }
        if (said.size() != rows.size()) {
          throw new AssertionError(said.size() + " answers to " + rows.size() + " rows");
        }
      }
      return arrivals;
    }
  }

  private static final Arrival NOT_YET = new NotCarried("not taken");

  /** Why a row of columns cannot say a sample. */
  private Optional<String> noRow(Sample sample) {
    if (sample.contradiction().isPresent()) {
      return Optional.of("a row says one thing of a fact");
    }
    if (is(door(sample), RefusalId.UNKNOWN_FACT, RefusalId.NOT_TO_BE_ANSWERED)) {
      return Optional.of("a column that is no fact is reported for the file, not refused");
    }
    boolean isFact = sample.target().fact(Determiner.LINE_OF_BUSINESS).isPresent();
    boolean agrees =
        sample
            .lineOfBusiness()
            .equals(Optional.ofNullable(sample.facts().get(Determiner.LINE_OF_BUSINESS)));
    return isFact && !agrees && sample.lineOfBusiness().isPresent()
        ? Optional.of("the column of the line of business answers the fact too, which lacks it")
        : Optional.empty();
  }

  /** Writes rows as CSV or Parquet. */
  static void write(Path file, List<Sample> samples) throws IOException {
    var names = new TreeSet<String>();
    samples.forEach(sample -> sample.facts().keySet().forEach(fact -> names.add(fact.text())));
    List<String> own =
        List.of("id", "date-of-service", "line-of-business", "jurisdiction", "payer", "service");
    names.removeAll(own);
    var columns = new ArrayList<>(own);
    columns.addAll(names);
    List<String[]> rows = new ArrayList<>();
    for (Sample sample : samples) {
      var row = new String[columns.size()];
      row[0] = "s" + rows.size();
      row[1] = sample.date().toString();
      row[2] =
          sample
              .lineOfBusiness()
              .orElse(sample.facts().getOrDefault(Determiner.LINE_OF_BUSINESS, ""));
      row[3] = sample.jurisdiction().orElse(sample.facts().getOrDefault(JURISDICTION, ""));
      row[4] = sample.payer().orElse("");
      row[5] =
          String.join(
              "; ",
              sample.services().stream()
                  .map((Code code) -> code.system().keyword() + " " + code.value())
                  .toList());
      for (int index = own.size(); index < row.length; index++) {
        row[index] = sample.facts().getOrDefault(new FactName(columns.get(index)), "");
      }
      rows.add(row);
    }
    if (file.toString().endsWith(".parquet")) {
      try (var writer = new FlatParquetWriter(file, columns, 500)) {
        for (String[] row : rows) {
          writer.row(row);
        }
      }
    } else {
      var lines = new ArrayList<String>();
      lines.add(String.join(",", columns));
      for (String[] row : rows) {
        lines.add(
            String.join(
                ",",
                List.of(row).stream()
                    .map(field -> field.contains(",") ? '"' + field + '"' : field)
                    .toList()));
      }
      Files.write(file, lines);
    }
  }

  /** The answers of a batch's output, row by row. */
  private List<Said> said(String csv) {
    var all = new ArrayList<Said>();
    int open = 0;
    for (String line : csv.lines().skip(1).toList()) {
      Said one = Said.of(fields(line));
      if (open > 0) {
        all.set(all.size() - 1, all.getLast().and(one));
        open--;
      } else {
        all.add(one);
        open = one.isRefused() ? 0 : decisions(one) - 1;
      }
    }
    return all;
  }

  private int decisions(Said said) {
    return library.versions(said.guideline()).stream()
        .filter((Guideline each) -> each.version().equals(said.version()))
        .mapToInt(
            each ->
                (int) each.decisions().stream().map(decision -> decision.name()).distinct().count())
        .findFirst()
        .orElseThrow();
  }

  /** The fields of a line of CSV. */
  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int index = 0; index < line.length(); index++) {
      char each = line.charAt(index);
      if (each == '"') {
        quoted = !quoted;
      } else if (each == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(each);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
