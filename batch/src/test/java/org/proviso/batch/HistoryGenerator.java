package org.proviso.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.proviso.language.library.Library;
import org.proviso.language.model.Case;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * Histories by seed: {@code HistoryGenerator GUIDELINES-FOLDER ID FILE ROWS} writes rows of facts
 * of the latest version of a guideline, a quarter of the fields empty, with dates of service from
 * the earliest version on; {@code FILE} ends in {@code .csv} or {@code .parquet}.
 */
public final class HistoryGenerator {
  private static final int GROUP_ROWS = 500_000;
  private static final long SEED = 20_270_101;

  private HistoryGenerator() {}

  /** Writes a history. */
  public static void main(String[] arguments) throws IOException {
    List<Guideline> versions = Library.load(Path.of(arguments[0])).versions(arguments[1]);
    write(
        versions.getLast(),
        versions.getFirst().effective(),
        Path.of(arguments[2]),
        Long.parseLong(arguments[3].replace("_", "")));
  }

  /** Writes rows with dates of service from {@code first} on. */
  static void write(Guideline guideline, LocalDate first, Path file, long rows) throws IOException {
    List<FactDeclaration> facts = guideline.facts();
    var names = new ArrayList<String>(List.of("id", "date-of-service"));
    facts.forEach(fact -> names.add(fact.name().text()));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    long days = Math.max(1, guideline.effective().toEpochDay() - first.toEpochDay() + 365);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      try (var writer = new FlatParquetWriter(file, names, GROUP_ROWS)) {
        for (long row = 0; row < rows; row++) {
          writer.row(row(guideline, facts, first.plusDays(random.nextLong(days)), row, random));
        }
      }
    } else {
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        writer.write(String.join(",", names) + "\n");
        for (long row = 0; row < rows; row++) {
          String[] fields =
              row(guideline, facts, first.plusDays(random.nextLong(days)), row, random);
          for (int index = 0; index < fields.length; index++) {
            fields[index] = quoted(fields[index]);
          }
          writer.write(String.join(",", fields));
          writer.write('\n');
        }
      }
    }
  }

  private static String[] row(
      Guideline guideline,
      List<FactDeclaration> facts,
      LocalDate date,
      long row,
      RandomGenerator random) {
    Case from = guideline.cases().get(random.nextInt(guideline.cases().size()));
    long later =
        date.toEpochDay() - from.dateOfService().orElse(guideline.effective()).toEpochDay();
    var fields = new String[facts.size() + 2];
    fields[0] = "r" + row;
    fields[1] = date.toString();
    for (int index = 0; index < facts.size(); index++) {
      Value given = from.given().get(facts.get(index).name());
      fields[index + 2] =
          switch (random.nextInt(20)) {
            case 0, 1 -> "";
            case 2, 3, 4, 5 -> value(facts.get(index).type(), date, random);
            default -> given == null ? "" : text(given, later);
          };
    }
    return fields;
  }

  private static String text(Value value, long later) {
    return switch (value) {
      case Value.YesNo(boolean yes) -> yes ? "yes" : "no";
      case Value.InForce(boolean inForce) -> inForce ? "yes" : "no";
      case Value.Symbol(String name) -> name;
      case Value.Decimal(var number) -> number.toPlainString();
      case Value.Day(LocalDate day) -> day.plusDays(later).toString();
      case Value.OneCode(Code code) -> text(code);
      case Value.Codes(var codes, boolean complete) ->
          codes.isEmpty()
              ? (complete ? "none" : "")
              : codes.stream().map(HistoryGenerator::text).collect(Collectors.joining(", "))
                  + (complete ? " only" : "");
      case Value.Events(var events, boolean complete) ->
          events.isEmpty()
              ? (complete ? "none" : "")
              : events.stream()
                      .map(
                          event ->
                              event.first().plusDays(later) + ".." + event.last().plusDays(later))
                      .collect(Collectors.joining(", "))
                  + (complete ? " only" : "");
    };
  }

  private static String text(Code code) {
    return code.system().keyword() + " " + code.value();
  }

  private static String quoted(String field) {
    return field.indexOf(',') < 0 ? field : '"' + field + '"';
  }

  private static String value(FactType type, LocalDate date, RandomGenerator random) {
    return switch (type) {
      case FactType.YesNo _, FactType.Document _ -> random.nextBoolean() ? "yes" : "no";
      case FactType.Enumeration(List<String> values) -> values.get(random.nextInt(values.size()));
      case FactType.Quantity(var _, var least, var greatest) -> {
        int from = least.map(bound -> bound.intValue()).orElse(0);
        int until = Math.max(from + 1, greatest.map(bound -> bound.intValue()).orElse(100));
        yield Integer.toString(from + random.nextInt(until - from));
      }
      case FactType.Count(var greatest) ->
          Integer.toString(random.nextInt(greatest.orElse(60) + 1));
      case FactType.Date _ -> date.minusDays(random.nextInt(36_500)).toString();
      case FactType.History _ ->
          random.nextBoolean() ? "none" : date.minusDays(random.nextInt(1_000)) + " only";
      case FactType.SingleCode _, FactType.CodeList _ -> "";
    };
  }
}
