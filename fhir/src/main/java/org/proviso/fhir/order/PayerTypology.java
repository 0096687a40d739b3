package org.proviso.fhir.order;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.Place;

/**
 * The line of business that a code of {@code Coverage.type} tells. Codes that name a form of plan
 * (HMO, PPO) without saying who pays are in neither table: they do not tell.
 */
final class PayerTypology {
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

  private PayerTypology() {}

  /** The line of business; nothing when the code does not tell. */
  static @Nullable String lineOfBusiness(Place coding) {
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
}
