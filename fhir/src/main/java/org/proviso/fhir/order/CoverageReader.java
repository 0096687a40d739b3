package org.proviso.fhir.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.Symbols;

/**
 * What a coverage says of line of business, plan, jurisdiction and the contract's own rule.
 *
 * <p>Line of business: the extension {@link #LINE_OF_BUSINESS}, otherwise {@code Coverage.type} by
 * {@link PayerTypology}. A state of residence is not taken for the jurisdiction, since state
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
  private static final Pattern SUBDIVISION = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");

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
        String line = PayerTypology.lineOfBusiness(coding);
        if (line != null) {
          found.putIfAbsent(line, coding);
        }
      }
    }
    return found;
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
          found.putIfAbsent(Symbols.of(text), value);
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
      String written = extension.isObject() ? extension.text("url") : null;
      if (written == null) {
        return true;
      }
      if (written.equals(url)) {
        Place value = extension.one(valueName);
        boolean good =
            value != null
                && (valueName.equals("valueBoolean")
                    ? value.isTruth()
                    : value.isText() && SYMBOL.matcher(String.valueOf(value.text())).matches());
        if (!good) {
          return true;
        }
      } else if (written.toLowerCase(Locale.ROOT).contains(name)) {
        return true;
      }
    }
    return false;
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
