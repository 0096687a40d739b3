package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determiner;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.Prepared;
import org.proviso.determination.Refused;
import org.proviso.determination.RequestedService;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.WhichVersion;
import org.proviso.ground.Problem;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSyntax;
import org.proviso.terminology.CodeSystem;

/**
 * The columns of a flat file that say what is requested, taken to the door: date of service, line
 * of business, jurisdiction, payer and service. Rows that say the same share a plan. Belongs to one
 * thread.
 */
final class ServiceColumns {
  private static final int MAX_KEPT = 1 << 16;

  private final Determiner determiner;
  private final WhichVersion which;
  private final LocalDate today;

  /** The columns beside the date; a place below zero is a column that the file lacks. */
  private final int[] texts;

  private @Nullable Row[] table = new Row[1 << 10];
  private int size;

  /** What rows say, and what the door says to it. */
  private static final class Row {
    private final long day;
    private final byte[][] texts;
    private final int hash;
    private final Prepared prepared;

    Row(long day, byte[][] texts, int hash, Prepared prepared) {
      this.day = day;
      this.texts = texts;
      this.hash = hash;
      this.prepared = prepared;
    }
  }

  /**
   * The columns of a file.
   *
   * @param which the version of every row
   * @param today the day of the decisions
   */
  ServiceColumns(Determiner determiner, WhichVersion which, LocalDate today, FlatColumns columns) {
    this.determiner = determiner;
    this.which = which;
    this.today = today;
    this.texts =
        new int[] {
          columns.lineOfBusiness(), columns.jurisdiction(), columns.payer(), columns.service()
        };
  }

  /**
   * What the door says to a row.
   *
   * @param day the date of service, since 1970-01-01
   */
  Prepared prepare(long day, byte[][] bytes, int[] from, int[] until) {
    int hash = hash(day, bytes, from, until);
    int slot = hash & (table.length - 1);
    Row known = table[slot];
    while (known != null) {
      if (known.hash == hash && known.day == day && isSame(known, bytes, from, until)) {
        return known.prepared;
      }
      slot = (slot + 1) & (table.length - 1);
      known = table[slot];
    }
    var row = new byte[texts.length][];
    for (int index = 0; index < texts.length; index++) {
      int column = texts[index];
      row[index] =
          column < 0 ? new byte[0] : Arrays.copyOfRange(bytes[column], from[column], until[column]);
    }
    Prepared prepared = prepare(day, row);
    if (size < MAX_KEPT) {
      table[slot] = new Row(day, row, hash, prepared);
      size++;
      if (2 * size > table.length) {
        grow();
      }
    }
    return prepared;
  }

  private int hash(long day, byte[][] bytes, int[] from, int[] until) {
    int hash = Long.hashCode(day);
    for (int column : texts) {
      hash = 31 * hash;
      if (column >= 0) {
        byte[] text = bytes[column];
        for (int index = from[column]; index < until[column]; index++) {
          hash = 31 * hash + text[index];
        }
      }
    }
    hash *= 0x9E3779B1;
    return hash ^ (hash >>> 15);
  }

  private boolean isSame(Row row, byte[][] bytes, int[] from, int[] until) {
    for (int index = 0; index < texts.length; index++) {
      int column = texts[index];
      byte[] text = row.texts[index];
      if (column >= 0
          && !Arrays.equals(text, 0, text.length, bytes[column], from[column], until[column])) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    @Nullable Row[] old = table;
    table = new Row[2 * old.length];
    for (Row row : old) {
      if (row != null) {
        int slot = row.hash & (table.length - 1);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = row;
      }
    }
  }

  private Prepared prepare(long day, byte[][] row) {
    List<RequestedService> services;
    if (which instanceof WhichVersion.InForce && text(row[3]).isEmpty()) {
      return new Refused(
          List.of(
              new Problem(
                  "service-code-missing",
                  FlatColumns.SERVICE,
                  "The row names no service.",
                  "Write its code, for example `cpt 76390`, or name a guideline for all rows.")));
    }
    try {
      services = services(text(row[3]));
    } catch (IllegalArgumentException notCodes) {
      return new Refused(
          List.of(
              new Problem(
                  "service-code-malformed",
                  FlatColumns.SERVICE,
                  String.valueOf(notCodes.getMessage()),
                  "Write codes with their system, for example `cpt 76390`, separated by `;`.")));
    }
    return determiner.prepare(
        new ServiceRequested(
            "row",
            services,
            LocalDate.ofEpochDay(day),
            some(text(row[0])),
            some(text(row[1])).map(code -> code.toUpperCase(Locale.ROOT)),
            some(text(row[2])),
            which),
        today);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() || text.equals(GivenAnswer.UNANSWERABLE)
        ? Optional.empty()
        : Optional.of(text);
  }

  private static List<RequestedService> services(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(";", -1)).map(each -> service(each.strip())).toList();
  }

  private static RequestedService service(String text) {
    int blank = text.indexOf(' ');
    String keyword = blank < 0 ? text : text.substring(0, blank);
    CodeSystem system =
        CodeSystem.ofKeyword(keyword)
            .orElseThrow(
                () -> new IllegalArgumentException("`" + keyword + "` is not a code system."));
    Code code = CodeSyntax.canonical(system, text.substring(keyword.length()).strip());
    CodeSyntax.fault(code)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("`" + text + "` is not a code: it " + fault + ".");
            });
    return RequestedService.of(code);
  }
}
