package org.proviso.conformance.roads;

import java.io.IOException;
import java.util.List;

/** A way to a determination, with the wire that its requests come in. */
interface Road {
  /** As the table names it. */
  String name();

  /** What comes of each sample, in their order. */
  List<Arrival> take(List<Sample> samples) throws IOException;

  /** What comes of one sample. */
  sealed interface Arrival {
    /** It was carried and answered. */
    record Answered(Said said) implements Arrival {}

    /** The wire cannot say what the sample says. */
    record NotCarried(String reason) implements Arrival {}
  }
}
