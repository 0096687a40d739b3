package org.proviso.determination;

import java.math.BigDecimal;
import java.util.Optional;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Duration;

/**
 * How far an approval goes, where the guideline says so.
 *
 * @param period how long it holds from the date of service on
 * @param units how many units of the service it covers
 * @param renewal the clause under which it can be renewed
 */
public record ApprovalLimits(
    Optional<Duration> period, Optional<BigDecimal> units, Optional<Anchor> renewal) {}
