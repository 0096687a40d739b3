package org.proviso.benchmarks.contestants;

import java.util.ArrayList;
import java.util.List;
import org.proviso.benchmarks.requests.SampleRequest;

/**
 * Whether a contestant gives the expected answers.
 *
 * @param checked how many requests it was asked
 * @param mismatches how many answers differ
 * @param examples the first few that differ, as sentences
 */
public record Verification(String id, int checked, int mismatches, List<String> examples) {
  private static final int EXAMPLES = 3;

  public Verification {
    examples = List.copyOf(examples);
  }

  /** The verdicts of a contestant on each of the requests, in order. */
  public static List<String> verdicts(Contestant<?, ?> contestant, List<SampleRequest> requests) {
    return requests.stream().map(request -> verdict(contestant, request)).toList();
  }

  private static <I, A> String verdict(Contestant<I, A> contestant, SampleRequest request) {
    return contestant.verdict(contestant.answer(contestant.input(request)));
  }

  /**
   * Asks a contestant the requests that it can express, in order, as one caller would.
   *
   * @param expected the verdict on each of the requests
   * @param every 1 to ask every request, more to ask only every so many
   */
  public static Verification of(
      Entry entry, List<SampleRequest> requests, List<String> expected, int every) {
    Contestant<?, ?> contestant = entry.load().get();
    int checked = 0;
    int mismatches = 0;
    var examples = new ArrayList<String>();
    for (int index = 0; index < requests.size(); index += every) {
      SampleRequest request = requests.get(index);
      if (!entry.scope().includes(request)) {
        continue;
      }
      checked++;
      String verdict = verdict(contestant, request);
      if (!verdict.equals(expected.get(index))) {
        mismatches++;
        if (examples.size() < EXAMPLES) {
          examples.add(
              "request %d of %s: expected \"%s\", got \"%s\", facts %s"
                  .formatted(
                      index,
                      request.dateOfService(),
                      expected.get(index),
                      verdict,
                      request.values()));
        }
      }
    }
    return new Verification(entry.id(), checked, mismatches, examples);
  }

  /** Whether every answer is the expected one. */
  public boolean passed() {
    return mismatches == 0;
  }
}
