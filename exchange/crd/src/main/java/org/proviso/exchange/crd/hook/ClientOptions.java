package org.proviso.exchange.crd.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.proviso.ground.json.Json;

/**
 * How the client wants its answer: the configuration options of the service, as a call sets them.
 * Options that are not known, or whose value is of another type, count as not set.
 *
 * @param coverageInformation whether coverage information is wanted
 * @param unsolicitedDetermination whether an authorization number may be given that nobody asked
 *     for
 * @param guidelineCards whether cards about the guideline are wanted
 * @param maxCards how many cards at most
 */
public record ClientOptions(
    boolean coverageInformation,
    boolean unsolicitedDetermination,
    boolean guidelineCards,
    int maxCards) {

  /** One option of the discovery document. */
  public enum Option {
    COVERAGE_INFORMATION(
        "coverage-info",
        "Coverage information",
        "Whether the service is covered, needs prior authorization or documentation, written on the"
            + " order itself.",
        new Json.Bool(true)),
    UNSOLICITED_DETERMINATION(
        "unsolicited-determ",
        "Unsolicited determination",
        "Whether an authorization number may be given where the guideline is met, without a request"
            + " for prior authorization. Switch it off for what-if questions.",
        new Json.Bool(true)),
    GUIDELINE(
        "guideline",
        "Guideline",
        "Cards with the sentence of the guideline that decides, and a link to its page.",
        new Json.Bool(true)),
    MAX_CARDS(
        "max-cards",
        "Maximum cards",
        "How many cards are returned at most; those of the first order come first.",
        new Json.Whole(10));

    private final String code;
    private final String title;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a JSON scalar
    private final Json standard;

    Option(String code, String title, String description, Json standard) {
      this.code = code;
      this.title = title;
      this.description = description;
      this.standard = standard;
    }

    public String code() {
      return code;
    }

    String title() {
      return title;
    }

    String description() {
      return description;
    }

    Json standard() {
      return standard;
    }

    String type() {
      return standard instanceof Json.Bool ? "boolean" : "integer";
    }

    public static List<Option> all() {
      return Arrays.asList(values());
    }
  }

  public static ClientOptions of(Map<String, Json> configuration) {
    return new ClientOptions(
        truth(configuration, Option.COVERAGE_INFORMATION),
        truth(configuration, Option.UNSOLICITED_DETERMINATION),
        truth(configuration, Option.GUIDELINE),
        number(configuration));
  }

  private static boolean truth(Map<String, Json> configuration, Option option) {
    return configuration.getOrDefault(option.code, option.standard) instanceof Json.Bool(boolean on)
        ? on
        : option.standard.equals(new Json.Bool(true));
  }

  private static int number(Map<String, Json> configuration) {
    Json value = configuration.getOrDefault(Option.MAX_CARDS.code, Option.MAX_CARDS.standard);
    return value instanceof Json.Whole(long most) && most >= 0 ? Math.toIntExact(most) : 10;
  }
}
