package org.proviso.fhir.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.Node;
import org.proviso.fhir.record.Place;

/**
 * What a coverage says of line of business, plan, jurisdiction and the contract's own rule.
 *
 * <p>Line of business: the extension {@link #LINE_OF_BUSINESS}, otherwise {@code Coverage.type} by
 * the tables below. Codes that name a form of plan (HMO, PPO) without saying who pays are in none
 * of them: they do not tell. A state of residence is not taken for the jurisdiction, since state
 * insurance law follows the policy, not the home.
 */
public final class CoverageReader {
  private static final String BASE = "https://proviso.org/fhir/StructureDefinition/";

  /** {@code valueCode}: commercial, medicare-advantage, medicare, medicaid, fep, ... */
  public static final String LINE_OF_BUSINESS = BASE + "line-of-business";

  /** {@code valueCode}: ISO 3166-2, for example {@code US-FL}. */
  public static final String JURISDICTION = BASE + "jurisdiction";

  /** {@code valueBoolean}: whether the member's contract has its own rule for the service. */
  public static final String CONTRACT_RULE = BASE + "contract-rule";

  private static final Pattern SYMBOL = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern BLANKS = Pattern.compile("[\\s_]+");
  private static final Pattern SUBDIVISION = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");

  /**
   * Source of Payment Typology (Public Health Data Standards Consortium, NAHDO), version 9: by the
   * longest code that begins a code.
   */
  private static final Map<String, String> SOURCE_OF_PAYMENT =
      Map.ofEntries(
          Map.entry("11", "medicare-advantage"),
          Map.entry("12", "medicare"),
          Map.entry("123", "medicare-supplement"),
          Map.entry("13", "medicare"),
          Map.entry("2", "medicaid"),
          Map.entry("31", "tricare"),
          Map.entry("32", "veterans-affairs"),
          Map.entry("51", "commercial"),
          Map.entry("52", "commercial"),
          Map.entry("523", "medicare-supplement"),
          Map.entry("53", "commercial"),
          Map.entry("55", "commercial"),
          Map.entry("61", "commercial"),
          Map.entry("62", "commercial"),
          Map.entry("63", "commercial"),
          Map.entry("64", "commercial"),
          Map.entry("81", "self-pay"),
          Map.entry("95", "workers-compensation"));

  /** X12 data element 1032, claim filing indicator code. */
  private static final Map<String, String> CLAIM_FILING =
      Map.ofEntries(
          Map.entry("16", "medicare-advantage"),
          Map.entry("BL", "commercial"),
          Map.entry("CH", "tricare"),
          Map.entry("CI", "commercial"),
          Map.entry("FI", "fep"),
          Map.entry("MA", "medicare"),
          Map.entry("MB", "medicare"),
          Map.entry("MC", "medicaid"),
          Map.entry("VA", "veterans-affairs"),
          Map.entry("WC", "workers-compensation"));

  private static final Map<String, Map<String, String>> EXACT =
      Map.of(
          "https://codesystem.x12.org/005010/1032", CLAIM_FILING,
          "http://codesystem.x12.org/005010/1032", CLAIM_FILING);

  private CoverageReader() {}

  /** What a coverage says of something, and where; several when it disagrees with itself. */
  public static Map<String, Place> linesOfBusiness(Place coverage) {
    var found = new LinkedHashMap<String, Place>();
    for (Place extension : extensions(coverage, LINE_OF_BUSINESS)) {
      Place value = extension.one("valueCode");
      String text = value == null ? null : value.text();
      if (value != null && text != null && SYMBOL.matcher(text).matches()) {
        found.putIfAbsent(text, value);
      }
    }
    if (isDamaged(coverage, LINE_OF_BUSINESS, "valueCode")) {
      return Map.of();
    }
    Place type = coverage.one("type");
    if (type != null) {
      for (Place coding : type.all("coding")) {
        String line = line(coding);
        if (line != null) {
          found.putIfAbsent(line, coding);
        }
      }
    }
    return found;
  }

  private static @Nullable String line(Place coding) {
    String system = coding.text("system");
    String code = coding.text("code");
    if (system == null || code == null) {
      return null;
    }
    if (system.equals("https://nahdo.org/sopt")
        || system.equals("urn:oid:2.16.840.1.113883.3.221.5")) {
      for (int length = Math.min(code.length(), 6); length > 0; length--) {
        String line = SOURCE_OF_PAYMENT.get(code.substring(0, length));
        if (line != null) {
          return line;
        }
      }
      return null;
    }
    return EXACT.getOrDefault(system, Map.of()).get(code);
  }

  /** The value of the class of type {@code plan}, as a symbol. */
  public static Map<String, Place> plans(Place coverage) {
    var found = new LinkedHashMap<String, Place>();
    for (Place each : coverage.all("class")) {
      Place type = each.one("type");
      if (type == null) {
        continue;
      }
      for (Place coding : type.all("coding")) {
        Place value = each.one("value");
        String text = value == null ? null : value.text();
        if ("plan".equals(coding.text("code")) && value != null && text != null) {
          found.putIfAbsent(symbol(text), value);
        }
      }
    }
    return found;
  }

  public static Map<String, Place> jurisdictions(Place coverage) {
    var found = new LinkedHashMap<String, Place>();
    for (Place extension : extensions(coverage, JURISDICTION)) {
      Place value = extension.one("valueCode");
      String text = value == null ? null : value.text();
      if (value != null && text != null && SUBDIVISION.matcher(text).matches()) {
        found.putIfAbsent(text, value);
      }
    }
    return found;
  }

  /** The marks that say whether the contract has a rule of its own. */
  public static Map<Boolean, Place> contractRules(Place coverage) {
    var found = new LinkedHashMap<Boolean, Place>();
    for (Place extension : extensions(coverage, CONTRACT_RULE)) {
      Place value = extension.one("valueBoolean");
      Boolean truth = value == null ? null : value.truth();
      if (value != null && truth != null) {
        found.putIfAbsent(truth, value);
      }
    }
    return found;
  }

  /**
   * Whether the coverage may carry an extension that cannot be read: its extensions are no list of
   * objects with a URL, a URL resembles the one meant, or the value is not of its type and form.
   */
  public static boolean isDamaged(Place coverage, String url, String valueName) {
    if (!coverage.has("extension")) {
      return false;
    }
    if (!coverage.isList("extension")) {
      return true;
    }
    String name = url.substring(url.lastIndexOf('/') + 1);
    for (Place extension : coverage.all("extension")) {
      String written = extension.node() instanceof Node.Members ? extension.text("url") : null;
      if (written == null) {
        return true;
      }
      if (written.equals(url)) {
        Place value = extension.one(valueName);
        boolean good =
            value != null
                && switch (value.node()) {
                  case Node.Truth truth -> valueName.equals("valueBoolean");
                  case Node.Text(String text) ->
                      valueName.equals("valueCode") && SYMBOL.matcher(text).matches();
                  case Node.Members members -> false;
                  case Node.Items items -> false;
                  case Node.Numeral numeral -> false;
                  case Node.Nothing nothing -> false;
                };
        if (!good) {
          return true;
        }
      } else if (written.toLowerCase(Locale.ROOT).contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Lower case, words joined by hyphens, as enumerations are written. */
  public static String symbol(String text) {
    return BLANKS.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  private static List<Place> extensions(Place holder, String url) {
    var found = new ArrayList<Place>();
    for (Place extension : holder.all("extension")) {
      if (url.equals(extension.text("url"))) {
        found.add(extension);
      }
    }
    return found;
  }
}
