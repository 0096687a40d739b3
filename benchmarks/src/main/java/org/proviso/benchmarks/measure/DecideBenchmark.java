package org.proviso.benchmarks.measure;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.contestants.Contestants;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** Decides one request after the other, on one thread. */
@State(Scope.Thread)
public class DecideBenchmark {
  /** The workload's short name. */
  @Param("spectroscopy")
  public String workload = "";

  /** The contestant's identifier. */
  @Param("java")
  public String contestant = "";

  /** The selection's name. */
  @Param("complete")
  public String requests = "";

  @SuppressWarnings("NullAway.Init") // set up by the harness
  private Round<?, ?> round;

  /** Readies the contestant and makes its inputs. */
  @Setup
  public void ready() {
    Workload chosen = Workload.named(workload);
    List<SampleRequest> samples = Selection.named(requests).of(chosen);
    round = Round.of(Contestants.find(chosen, contestant).load().get(), samples);
    // Inputs then stand side by side, whatever was thrown away while they were made: a number into
    // which facts are packed would otherwise be measured as a miss of every cache.
    System.gc();
  }

  /** Only decides; the input is made already. */
  @Benchmark
  public Object decide() {
    return round.decide();
  }

  /** Makes the input from the portable request, and decides. */
  @Benchmark
  public Object decideWithInput() {
    return round.decideWithInput();
  }

  /** A contestant and its requests, round and round. */
  private static final class Round<I, A> {
    private final Contestant<I, A> contestant;
    private final SampleRequest[] samples;
    private final I[] inputs;
    private int next;

    private Round(Contestant<I, A> contestant, SampleRequest[] samples, I[] inputs) {
      this.contestant = contestant;
      this.samples = samples;
      this.inputs = inputs;
    }

    @SuppressWarnings("unchecked") // holds inputs only, and nobody else sees it
    static <I, A> Round<I, A> of(Contestant<I, A> contestant, List<SampleRequest> samples) {
      var inputs = (I[]) new Object[samples.size()];
      for (int index = 0; index < inputs.length; index++) {
        inputs[index] = contestant.input(samples.get(index));
      }
      return new Round<>(contestant, samples.toArray(SampleRequest[]::new), inputs);
    }

    private int advance() {
      int index = next;
      next = index + 1 == inputs.length ? 0 : index + 1;
      return index;
    }

    Object decide() {
      return contestant.answer(inputs[advance()]);
    }

    Object decideWithInput() {
      return contestant.answer(contestant.input(samples[advance()]));
    }
  }
}
