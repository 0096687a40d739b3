import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * What a careful programmer writes by hand for one question: of a CSV file of past requests, how
 * many outcomes of medical necessity differ between the first readings of 04-70540-07 (2002-08-15)
 * and the newest (2025-05-15)? One thread, line by line. The rules of both versions, with what is
 * not known, are written out here; nothing is general, cited or explained. It prints the counts
 * that {@code proviso impact} prints, so that both can be held against each other.
 *
 * <p>Argument: the CSV file.
 */
final class Sequential {
  private static final LocalDate FIRST = LocalDate.of(2002, 8, 15);
  private static final List<String> MEDICARE =
      List.of("medicare-advantage", "medicare", "medicare-supplement");

  // Outcomes, as bits: what can still be reached.
  private static final int MEETS = 1;
  private static final int INVESTIGATIONAL = 2;
  private static final int NOT_ADDRESSED = 4;
  private static final int CONTRACT = 8;
  private static final int FEDERAL = 16;
  private static final int DETERMINATION = 32;

  // Truth values: can it be true, can it be false?
  private static final int YES = 1;
  private static final int NO = 2;
  private static final int UNKNOWN = 3;

  private Sequential() {}

  public static void main(String[] arguments) throws IOException {
    long rows = 0;
    long outside = 0;
    long malformed = 0;
    long changed = 0;
    long undecidedBefore = 0;
    long undecidedAfter = 0;
    long begun = System.nanoTime();
    try (BufferedReader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      List<String> columns = Arrays.asList(reader.readLine().split(",", -1));
      int date = columns.indexOf("date-of-service");
      int line = columns.indexOf("line-of-business");
      int contract = columns.indexOf("contract-has-own-rule");
      int determination = columns.indexOf("cms-determination");
      int treated = columns.indexOf("brain-tumor-treated");
      int therapy = columns.indexOf("tumor-or-therapy-change-in-question");
      int lesion = columns.indexOf("brain-lesion");
      int other = columns.indexOf("tumor-or-other-in-question");
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        rows++;
        String[] row = text.split(",", -1);
        if (row.length != columns.size()) {
          malformed++;
          continue;
        }
        if (LocalDate.parse(row[date]).isBefore(FIRST)) {
          outside++;
          continue;
        }
        int medicare = in(row[line], MEDICARE);
        int exception = and(medicare, truth(row[determination]));
        int before = choose(exception, DETERMINATION, INVESTIGATIONAL);
        before = choose(truth(row[contract]), CONTRACT, before);
        int criteria =
            or(
                and(truth(row[treated]), truth(row[therapy])),
                and(truth(row[lesion]), truth(row[other])));
        int after = choose(criteria, MEETS, NOT_ADDRESSED);
        after = choose(exception, DETERMINATION, after);
        after = choose(in(row[line], List.of("fep")), FEDERAL, after);
        after = choose(truth(row[contract]), CONTRACT, after);
        boolean decidedBefore = Integer.bitCount(before) == 1;
        boolean decidedAfter = Integer.bitCount(after) == 1;
        undecidedBefore += decidedBefore ? 0 : 1;
        undecidedAfter += decidedAfter ? 0 : 1;
        if (decidedBefore || decidedAfter) {
          changed += before == after ? 0 : 1;
        }
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "rows %,d, outside both versions %,d, malformed %,d%n", rows, outside, malformed);
    System.out.printf(
        "medical-necessity: %,d change; undecided %,d -> %,d%n",
        changed, undecidedBefore, undecidedAfter);
    System.out.printf("%.1f s, %,.0f rows a second%n", seconds, rows / seconds);
  }

  private static int truth(String value) {
    return switch (value) {
      case "yes" -> YES;
      case "no" -> NO;
      default -> UNKNOWN;
    };
  }

  private static int in(String value, List<String> values) {
    return value.isEmpty() || value.equals("unanswerable")
        ? UNKNOWN
        : values.contains(value) ? YES : NO;
  }

  private static int and(int left, int right) {
    return (left & right & YES) | ((left | right) & NO);
  }

  private static int or(int left, int right) {
    return ((left | right) & YES) | (left & right & NO);
  }

  private static int choose(int truth, int then, int otherwise) {
    return ((truth & YES) != 0 ? then : 0) | ((truth & NO) != 0 ? otherwise : 0);
  }
}
