package org.proviso.payer;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What a payer decides about its service. Immutable.
 *
 * @param label the insurer's name as it stands on the member's card
 * @param website the payer's web address, for the source of cards
 * @param identifiers values by which a Coverage's payor is recognized as this payer, for example
 *     NAIC company codes; empty: every payor is taken for this one
 * @param approval what is said when a guideline is met
 * @param guidelinePages where the guidelines' pages stand, ending in a slash: a version is at
 *     {@code 04-70540-07/2025-05-15#p1} from there; without it no card links to a page
 * @param questionnaires where the guidelines' questionnaires stand, ending in a slash; without it
 *     none is named
 * @param contact telephone number, e-mail or web address for questions about an assertion
 * @param zone where the payer's day begins
 * @param patience how long the EHR may be waited for in one call; the guide wants an answer within
 *     5 seconds
 * @param membership the payer's record of members
 */
public record PayerConfiguration(
    String label,
    Optional<URI> website,
    Set<String> identifiers,
    Approval approval,
    Optional<URI> guidelinePages,
    Optional<URI> questionnaires,
    Optional<String> contact,
    ZoneId zone,
    Duration patience,
    Membership membership) {

  /** What a payer lets the service say when a guideline's criteria are met. */
  public enum Approval {
    /** Covered, and prior authorization is asked for: a person gives it. */
    BY_A_PERSON,
    /** Covered, and the requirements of prior authorization are satisfied, with a number. */
    AUTOMATIC,
    /** Covered, and the payer asks for no authorization where a guideline is met. */
    NOT_REQUIRED
  }

  public PayerConfiguration {
    identifiers = Set.copyOf(identifiers);
  }

  /** A payer that approves nothing by itself, believes the Coverage, and waits three seconds. */
  public static PayerConfiguration of(String label) {
    return new PayerConfiguration(
        label,
        Optional.empty(),
        Set.of(),
        Approval.BY_A_PERSON,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ZoneId.of("America/New_York"),
        Duration.ofSeconds(3),
        Membership.byCoverageAlone());
  }

  /** The same, with another way of approving. */
  public PayerConfiguration approving(Approval how) {
    return new PayerConfiguration(
        label,
        website,
        identifiers,
        how,
        guidelinePages,
        questionnaires,
        contact,
        zone,
        patience,
        membership);
  }

  /** The same, with another record of members. */
  public PayerConfiguration knowing(Membership record) {
    return new PayerConfiguration(
        label,
        website,
        identifiers,
        approval,
        guidelinePages,
        questionnaires,
        contact,
        zone,
        patience,
        record);
  }

  /** The same, recognized by other identifiers. */
  public PayerConfiguration identifiedBy(Set<String> values) {
    return new PayerConfiguration(
        label,
        website,
        values,
        approval,
        guidelinePages,
        questionnaires,
        contact,
        zone,
        patience,
        membership);
  }

  /** The same, with guidelines' pages at an address that ends in a slash. */
  public PayerConfiguration publishingAt(URI pages) {
    return new PayerConfiguration(
        label,
        website,
        identifiers,
        approval,
        Optional.of(pages),
        questionnaires,
        contact,
        zone,
        patience,
        membership);
  }

  /** The same, waiting so long for the EHR. */
  public PayerConfiguration waiting(Duration time) {
    return new PayerConfiguration(
        label,
        website,
        identifiers,
        approval,
        guidelinePages,
        questionnaires,
        contact,
        zone,
        time,
        membership);
  }
}
