package org.proviso.spectroscopy.simulate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.DampedWaveform;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.basis.SignalKind;
import org.proviso.spectroscopy.basis.Waveform;

/**
 * Simulates basis sets from the published spin systems and keeps what it has simulated: the same
 * metabolite, sequence and field is computed once. Instances may be shared among threads.
 */
public final class BasisSimulator {

  /**
   * Metabolites of a short-echo brain spectrum, in the order of tables: those of LCModel's standard
   * basis, with glycine and ascorbate.
   */
  public static final List<String> BRAIN_METABOLITES =
      List.of(
          "Ala", "Asc", "Asp", "Cr", "PCr", "GABA", "Glc", "Gln", "Glu", "Gly", "GPC", "PCho",
          "GSH", "Ins", "sIns", "Lac", "NAA", "NAAG", "Tau");

  /**
   * Those of a tumour: the same with phosphoethanolamine, whose foot lies under choline and can be
   * told from it in good spectra only, and 2-hydroxyglutarate.
   */
  public static final List<String> TUMOUR_METABOLITES =
      Stream.concat(BRAIN_METABOLITES.stream(), Stream.of("PE", "2HG")).toList();

  /** Lipid and macromolecule components for a short echo time. */
  public static final List<String> BROAD_COMPONENTS =
      List.of(
          "Lip09", "Lip13a", "Lip13b", "Lip20", "MM09", "MM12", "MM14", "MM17", "MM19", "MM20",
          "MM23", "MM26", "MM30", "MM32", "MM36", "MM37", "MM39", "MM40");

  private static final int CACHED_SIGNALS = 2000;
  private static final BasisSimulator SHARED = new BasisSimulator(SpinSystems.standard());

  private final SpinSystems systems;
  private final Map<Key, StickSpectrum> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, StickSpectrum> eldest) {
          return size() > CACHED_SIGNALS;
        }
      };

  /**
   * A simulator of the given spin systems.
   *
   * @param systems where the shifts and couplings come from
   */
  public BasisSimulator(SpinSystems systems) {
    this.systems = systems;
  }

  /** The simulator of the standard tables that the whole program shares. */
  public static BasisSimulator shared() {
    return SHARED;
  }

  /**
   * The lines of one metabolite.
   *
   * @param molecule its name in the tables
   * @param sequence the sequence
   * @param spectrometerFrequency MHz, positive
   * @return undamped lines; amplitudes in protons
   */
  public StickSpectrum simulate(
      String molecule, PulseSequence sequence, double spectrometerFrequency) {
    if (!(spectrometerFrequency > 0 && spectrometerFrequency < 2000)) {
      throw new IllegalArgumentException(
          "spectrometer frequency must be in MHz, between 0 and 2000: " + spectrometerFrequency);
    }
    Key key = new Key(molecule, sequence, spectrometerFrequency);
    synchronized (cache) {
      StickSpectrum known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    StickSpectrum made = simulate(systems.molecule(molecule), sequence, spectrometerFrequency);
    synchronized (cache) {
      cache.put(key, made);
    }
    return made;
  }

  private static StickSpectrum simulate(
      Molecule molecule, PulseSequence sequence, double spectrometerFrequency) {
    List<StickSpectrum> parts = new ArrayList<>();
    for (SpinGroup group : molecule.groups()) {
      parts.add(SpinSimulation.simulate(group, sequence, spectrometerFrequency));
    }
    // Lines closer than a hundredth of a hertz cannot be told apart within any readout.
    return StickSpectrum.sum(spectrometerFrequency, parts, 0.01);
  }

  /**
   * A basis set.
   *
   * @param metabolites names in the spin-system table
   * @param broadComponents names in the table of broad resonances; empty for none
   * @param sequence the sequence
   * @param spectrometerFrequency MHz
   * @return the set; every signal renders exactly on any time axis; metabolite lines have their
   *     width in vivo ({@link RelaxationTimes#lineWidthHertz}) but the area they would have at TE
   *     without relaxation
   */
  public BasisSet basis(
      List<String> metabolites,
      List<String> broadComponents,
      PulseSequence sequence,
      double spectrometerFrequency) {
    List<BasisSignal> signals = new ArrayList<>();
    for (String name : metabolites) {
      signals.add(
          new BasisSignal(
              name,
              SignalKind.METABOLITE,
              new DampedWaveform(
                  simulate(name, sequence, spectrometerFrequency),
                  RelaxationTimes.standard().lineWidthHertz(name))));
    }
    broadComponents.forEach(name -> signals.add(broad(name, 1)));
    return new BasisSet(
        "simulated "
            + sequence.localization()
            + " TE "
            + Math.round(sequence.echoTime() * 10000) / 10.0
            + " ms",
        spectrometerFrequency,
        OptionalDouble.of(sequence.echoTime()),
        Optional.of(sequence.localization()),
        Optional.empty(),
        signals);
  }

  /**
   * What a basis lacks of {@link #BROAD_COMPONENTS}: the lipids when it has none, the
   * macromolecules when it has neither their lines nor a measured background.
   *
   * @param basis the basis
   * @param protonAmplitude amplitude of one proton in it
   */
  public List<BasisSignal> missingBroadComponents(BasisSet basis, double protonAmplitude) {
    Set<SignalKind> present = EnumSet.noneOf(SignalKind.class);
    basis.signals().forEach(signal -> present.add(signal.kind()));
    if (present.contains(SignalKind.MEASURED_BACKGROUND)) {
      present.add(SignalKind.MACROMOLECULE);
    }
    return BROAD_COMPONENTS.stream()
        .filter(name -> !present.contains(SignalKind.of(name)))
        .map(name -> broad(name, protonAmplitude))
        .toList();
  }

  private BasisSignal broad(String name, double protonAmplitude) {
    BroadComponent component = systems.broadComponents().get(name);
    if (component == null) {
      throw new IllegalArgumentException(
          "no broad resonance named " + name + "; known are " + systems.broadComponents().keySet());
    }
    Waveform lines = new GaussianLines(component);
    return new BasisSignal(
        name,
        SignalKind.of(name),
        protonAmplitude == 1 ? lines : new ScaledWaveform(lines, protonAmplitude));
  }

  private record Key(String molecule, PulseSequence sequence, double spectrometerFrequency) {}
}
