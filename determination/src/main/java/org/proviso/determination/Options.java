package org.proviso.determination;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.model.FactName;

/**
 * What the caller says besides the record.
 *
 * @param dateOfService instead of the order's own
 * @param lineOfBusiness instead of the coverage's own
 * @param guideline the identifier of the guideline to apply, where several are about the service
 * @param answers by fact, as text to be read by the fact's type
 * @param channel how the answers came, for their evidence: {@code command line} or {@code
 *     interview}
 */
public record Options(
    Optional<LocalDate> dateOfService,
    Optional<String> lineOfBusiness,
    Optional<String> guideline,
    Map<FactName, String> answers,
    String channel) {
  /** Nothing besides the record. */
  public static final Options NONE =
      new Options(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), "");

  public Options {
    answers = Map.copyOf(answers);
  }

  /** The same, for another date of service. */
  public Options on(LocalDate date) {
    return new Options(Optional.of(date), lineOfBusiness, guideline, answers, channel);
  }

  /** The same, in another line of business. */
  public Options in(String line) {
    return new Options(dateOfService, Optional.of(line), guideline, answers, channel);
  }

  /** The same, with these answers. */
  public Options answering(Map<FactName, String> given, String how) {
    return new Options(dateOfService, lineOfBusiness, guideline, given, how);
  }
}
