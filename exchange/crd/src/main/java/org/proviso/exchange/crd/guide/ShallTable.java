package org.proviso.exchange.crd.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What CRD 2.2.1 demands of a payer's server, by the guide's own identifiers, and what holds each
 * demand: a test, another part of the house, or nobody, with the reason. The guide's sentences stay
 * in the guide.
 */
public final class ShallTable {
  /** Who holds a demand. */
  public enum Holder {
    /** Tests of this module and of conformance. */
    TEST("test"),
    /** The server and its storage, over HTTP. */
    SERVER("server"),
    /** The organization that runs it; software cannot. */
    ORGANIZATION("organization"),
    /** It is about something that is not done here. */
    NOT_APPLICABLE("not-applicable");

    private final String word;

    Holder(String word) {
      this.word = word;
    }

    /** How the table writes it. */
    public String word() {
      return word;
    }

    private static Holder of(String word) {
      return Arrays.stream(values())
          .filter(holder -> holder.word.equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("shall.tsv has no such holder: " + word));
    }
  }

  /**
   * One demand.
   *
   * @param id the guide's identifier, for example {@code resp-37}
   * @param tests class and method of each test that holds it, for example {@code
   *     org.proviso.exchange.crd.HooksTest#aDeviceRequestIsAnOrder}
   * @param note how, or why not; may be empty
   */
  public record Demand(String id, Holder holder, List<String> tests, String note) {
    public Demand {
      tests = List.copyOf(tests);
    }
  }

  private ShallTable() {}

  /** Every demand, in the guide's order. */
  public static List<Demand> demands() {
    return content()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(
            cells ->
                new Demand(
                    cells[0],
                    Holder.of(cells[1]),
                    cells[2].isEmpty() ? List.of() : List.of(cells[2].split(" ")),
                    cells[3]))
        .toList();
  }

  private static String content() {
    try (InputStream resource = ShallTable.class.getResourceAsStream("shall.tsv")) {
      if (resource == null) {
        throw new IllegalStateException("the resource shall.tsv is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The table for people, each line ended by a line feed: totals first, then a line a demand. */
  public static String text() {
    List<Demand> demands = demands();
    Map<Holder, Integer> totals = new EnumMap<>(Holder.class);
    demands.forEach(demand -> totals.merge(demand.holder(), 1, Integer::sum));
    var text = new StringBuilder("CRD 2.2.1, demands on a payer's server: " + demands.size());
    totals.forEach(
        (holder, total) -> text.append(", ").append(holder.word()).append(' ').append(total));
    text.append('\n');
    for (Demand demand : demands) {
      var cells = new ArrayList<String>();
      demand.tests().forEach(test -> cells.add(test.substring(test.lastIndexOf('.') + 1)));
      if (!demand.note().isEmpty()) {
        cells.add("(" + demand.note() + ")");
      }
      text.append(
              "%-10s %-14s %s"
                  .formatted(demand.id(), demand.holder().word(), String.join(" ", cells))
                  .stripTrailing())
          .append('\n');
    }
    return text.toString();
  }
}
