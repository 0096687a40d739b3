package org.proviso.spectroscopy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.process.ProcessingResult;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;

/** Step 7 of a report: amounts by water, where there is any, or why there are none. */
final class AmountScaling {

  /** Share of the voxel that tissue maps must assign to be used. */
  private static final double LEAST_ASSIGNED = 0.9;

  /** Share of the assigned volume that must be tissue rather than fluid. */
  private static final double LEAST_TISSUE = 0.1;

  private AmountScaling() {}

  /** Scales by water where there is any, or remarks why not. */
  static Optional<WaterScaling.Scaled> of(
      FitResult result,
      BasisSet basis,
      ProcessingResult.Processed processed,
      Optional<Placement> placement,
      List<String> remarks) {
    if (processed.water().isEmpty()) {
      return Optional.empty();
    }
    Acquisition metabolites = processed.data().acquisition();
    MrsData water = processed.water().get();
    OptionalDouble proton = WaterScaling.protonAmplitude(basis);
    OptionalDouble waterEcho =
        water.acquisition().echoTime().isPresent()
            ? water.acquisition().echoTime()
            : metabolites.echoTime();
    if (metabolites.echoTime().isEmpty() || waterEcho.isEmpty() || proton.isEmpty()) {
      remarks.add(
          "Water scaling was left out: the echo time is not known, or the basis has no creatine.");
      return Optional.empty();
    }
    double amplitude =
        WaterScaling.waterAmplitude(water.signal().trace(0), water.acquisition().dwellTime());
    if (!(amplitude > 0 && Double.isFinite(amplitude) && proton.getAsDouble() > 0)) {
      remarks.add("Water scaling was left out: the water reference has no usable amplitude.");
      return Optional.empty();
    }
    remarks.add(
        "Water scaling takes both signals to have the same receiver gain and to be means over their "
            + "acquisitions; no file confirms it.");
    return Optional.of(
        WaterScaling.scale(
            result,
            proton.getAsDouble(),
            amplitude,
            tissue(placement.flatMap(Placement::tissue), remarks),
            new WaterScaling.Timing(
                metabolites.echoTime().getAsDouble(), metabolites.repetitionTime()),
            new WaterScaling.Timing(waterEcho.getAsDouble(), water.acquisition().repetitionTime()),
            RelaxationTimes.standard()));
  }

  private static WaterScaling.Tissue tissue(
      Optional<TissueFractions> fractions, List<String> remarks) {
    if (fractions.isEmpty()) {
      return WaterScaling.Tissue.unsegmented();
    }
    TissueFractions f = fractions.get();
    double assigned = 1 - f.unassigned();
    if (assigned < LEAST_ASSIGNED || (f.grey() + f.white()) / assigned < LEAST_TISSUE) {
      remarks.add(
          "The tissue maps assign too little of the voxel to tissue; equal parts of grey and white "
              + "matter were assumed for water scaling.");
      return WaterScaling.Tissue.unsegmented();
    }
    return new WaterScaling.Tissue(
        f.grey() / assigned, f.white() / assigned, f.fluid() / assigned, false);
  }
}
