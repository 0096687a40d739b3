package org.proviso.benchmarks.cql;

import org.opencds.cqf.cql.engine.runtime.Boolean;
import org.opencds.cqf.cql.engine.runtime.Integer;
import org.opencds.cqf.cql.engine.runtime.String;
import org.opencds.cqf.cql.engine.runtime.Value;

/** The engine's own values, whose names are those of the language's. */
final class Values {
  private Values() {}

  static Value text(java.lang.String text) {
    return new String(text);
  }

  static Value whole(int number) {
    return new Integer(number);
  }

  static Value truth(boolean truth) {
    return new Boolean(truth);
  }
}
