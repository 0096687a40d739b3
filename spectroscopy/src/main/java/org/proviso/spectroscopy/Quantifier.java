package org.proviso.spectroscopy;

import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.quality.Quantification;
import org.proviso.spectroscopy.report.SpectrumReport.Concentration;

/** The step that judges a processed spectrum and fits it, or refuses it. */
@FunctionalInterface
public interface Quantifier {

  /**
   * What came of it.
   *
   * @param quantification numbers with their verdict, or the refusal
   * @param concentrations water-scaled concentrations; empty when refused or without water
   * @param constants every constant that scaled them, one sentence each
   */
  record Outcome(
      Quantification quantification, List<Concentration> concentrations, List<String> constants) {
    /** Copies the lists. */
    public Outcome {
      concentrations = List.copyOf(concentrations);
      constants = List.copyOf(constants);
    }
  }

  /**
   * Quantifies a spectrum.
   *
   * @param data processed metabolite signal, one trace
   * @param water processed water reference, one trace, when there is one
   * @param tissue tissue fractions of the voxel, when known
   * @param basis what to fit with
   * @return the numbers or the refusal; never throws for a bad spectrum
   */
  Outcome quantify(
      MrsData data, Optional<MrsData> water, Optional<TissueFractions> tissue, BasisSet basis);
}
