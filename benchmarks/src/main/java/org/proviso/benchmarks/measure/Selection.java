package org.proviso.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.contestants.Verification;
import org.proviso.benchmarks.handwritten.ThreeValuedSpectroscopy;
import org.proviso.benchmarks.handwritten.ThreeValuedSpine;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** Which of the requests are decided over and over. */
public enum Selection {
  /** Every fact is known. */
  COMPLETE,
  /** Facts are missing; some of these are decided all the same. */
  PARTIAL,
  /** Facts are missing that matter to a decision. */
  UNDECIDED;

  /** How results name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The selection with a name. */
  static Selection named(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** Its requests. */
  List<SampleRequest> of(Workload workload) {
    List<SampleRequest> all = workload.requests();
    List<SampleRequest> complete = all.subList(0, all.size() / 2);
    List<SampleRequest> partial = all.subList(all.size() / 2, all.size());
    return switch (this) {
      case COMPLETE -> complete;
      case PARTIAL -> partial;
      case UNDECIDED -> undecided(workload, partial);
    };
  }

  /** By the hand-written rules, which are verified against the engine. */
  private static List<SampleRequest> undecided(Workload workload, List<SampleRequest> partial) {
    Contestant<?, ?> rules =
        switch (workload) {
          case SPECTROSCOPY -> new ThreeValuedSpectroscopy();
          case SPINE -> new ThreeValuedSpine();
        };
    List<String> verdicts = Verification.verdicts(rules, partial);
    var undecided = new ArrayList<SampleRequest>();
    for (int index = 0; index < partial.size(); index++) {
      if (verdicts.get(index).contains("undecided")) {
        undecided.add(partial.get(index));
      }
    }
    return undecided;
  }
}
