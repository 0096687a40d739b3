package org.proviso.spectroscopy.basis;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * The signals that a spectrum is fitted with, and the acquisition they belong to.
 *
 * @param description where the set comes from, for reports
 * @param spectrometerFrequency MHz
 * @param echoTime TE in seconds, when known
 * @param localization sequence family, when known
 * @param sampling the time axis of a sampled basis; empty when it renders exactly on any axis
 * @param signals at least one, names distinct
 */
public record BasisSet(
    String description,
    double spectrometerFrequency,
    OptionalDouble echoTime,
    Optional<Localization> localization,
    Optional<Sampling> sampling,
    List<BasisSignal> signals) {

  /**
   * The time axis of a basis that was read from a file.
   *
   * @param points complex points of each signal
   * @param dwellTime seconds between points
   */
  public record Sampling(int points, double dwellTime) {

    /** Length of the signals, seconds. */
    public double duration() {
      return points * dwellTime;
    }
  }

  /** Copies the list and checks the names. */
  public BasisSet {
    signals = List.copyOf(signals);
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("a basis set needs at least one signal");
    }
    Set<String> names = new HashSet<>();
    for (BasisSignal signal : signals) {
      if (!names.add(signal.name())) {
        throw new IllegalArgumentException("two basis signals are named " + signal.name());
      }
    }
  }

  /** Whether the set has a signal of a name. */
  public boolean contains(String name) {
    return signals.stream().anyMatch(signal -> signal.name().equals(name));
  }

  /** The set without the signals of some names. */
  public BasisSet without(Set<String> names) {
    return new BasisSet(
        description,
        spectrometerFrequency,
        echoTime,
        localization,
        sampling,
        signals.stream().filter(signal -> !names.contains(signal.name())).toList());
  }

  /** The set with signals added. */
  public BasisSet with(List<BasisSignal> more) {
    return new BasisSet(
        description,
        spectrometerFrequency,
        echoTime,
        localization,
        sampling,
        Stream.concat(signals.stream(), more.stream()).toList());
  }
}
