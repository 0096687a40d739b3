package org.proviso.exchange.crd.respond;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One coverage-information that is about to be given, with everything that has to be kept of it.
 * The arrays are handed over: nobody changes them afterwards.
 *
 * @param coverageAssertionId its identifier, never given before
 * @param requestDigest SHA-256 of the hook request's body in lower-case hexadecimal
 * @param hookInstance the client's identifier of the hook call
 * @param hook for example {@code order-sign}
 * @param resource what it is about, for example {@code ServiceRequest/1357}
 * @param coverage the Coverage it applies to, for example {@code Coverage/COV1}
 * @param date the day on which it is given
 * @param covered the value of {@code covered}
 * @param paNeeded the value of {@code pa-needed}, when it is given
 * @param satisfiedPaId the authorization number that it gives, when it gives one
 * @param guideline the guideline that was applied, when one was
 * @param version the version of that guideline
 * @param replayable whether {@code record} is the record of a determination, which {@code replay}
 *     can repeat; otherwise it says why there was none
 * @param record canonical JSON: docs/record.md, or docs/crd.md when nothing was determined
 * @param coverageInformation the extension as it is returned, canonical JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record Assertion(
    String coverageAssertionId,
    String requestDigest,
    String hookInstance,
    String hook,
    String resource,
    String coverage,
    LocalDate date,
    String covered,
    Optional<String> paNeeded,
    Optional<String> satisfiedPaId,
    Optional<String> guideline,
    Optional<String> version,
    boolean replayable,
    byte[] record,
    byte[] coverageInformation) {}
