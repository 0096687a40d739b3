package org.proviso.fhir.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the intents of requests in R4 mean. */
public final class RequestIntent {
  /** These order; the others only propose or plan. */
  static final Set<String> ORDERING =
      Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

  private static final Set<String> OTHER = Set.of("proposal", "plan", "directive", "option");

  private RequestIntent() {}

  static boolean isOrder(@Nullable String intent) {
    return intent != null && ORDERING.contains(intent);
  }

  /** Whether it is an intent of R4. */
  public static boolean isKnown(@Nullable String intent) {
    return isOrder(intent) || (intent != null && OTHER.contains(intent));
  }
}
