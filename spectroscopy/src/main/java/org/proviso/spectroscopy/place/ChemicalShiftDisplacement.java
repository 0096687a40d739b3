package org.proviso.spectroscopy.place;

import java.util.List;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/**
 * How far the box of a metabolite is displaced along each axis of the voxel, because a slice is
 * selected by frequency: edge &times; (&delta; &minus; carrier) &times; F / bandwidth
 * (Tk&aacute;&#269; 2021, NMR Biomed 34:e4459). The sign along an axis depends on the gradient's
 * polarity, which files do not carry: it is that of the bandwidth, as the caller states it.
 *
 * @param name metabolite
 * @param ppm chemical shift of its leading peak
 * @param millimetres displacement along the three axes, mm
 * @param overlap share of the planned box that the displaced box covers, 0 to 1
 */
public record ChemicalShiftDisplacement(
    String name, double ppm, Vector3 millimetres, double overlap) {

  /** Leading peaks (Govindaraju 2000, NMR Biomed 13:129). */
  private static final List<Peak> PEAKS =
      List.of(
          new Peak("tNAA", 2.008),
          new Peak("tCr", 3.027),
          new Peak("tCho", 3.208),
          new Peak("Ins", 3.522),
          new Peak("Lac", 1.314),
          new Peak("water", 4.65));

  private record Peak(String name, double ppm) {}

  /**
   * The displacements of the main metabolites and of water.
   *
   * @param voxel planned box
   * @param selection how its slices were selected
   * @param spectrometerFrequency MHz
   */
  public static List<ChemicalShiftDisplacement> of(
      Voxel voxel, SliceSelection selection, double spectrometerFrequency) {
    return PEAKS.stream()
        .map(
            peak -> {
              double hertz = (peak.ppm() - selection.carrierPpm()) * spectrometerFrequency;
              Vector3 share =
                  new Vector3(
                      hertz / selection.bandwidth().x(),
                      hertz / selection.bandwidth().y(),
                      hertz / selection.bandwidth().z());
              return new ChemicalShiftDisplacement(
                  peak.name(),
                  peak.ppm(),
                  new Vector3(
                      share.x() * voxel.size().x(),
                      share.y() * voxel.size().y(),
                      share.z() * voxel.size().z()),
                  Math.max(0, 1 - Math.abs(share.x()))
                      * Math.max(0, 1 - Math.abs(share.y()))
                      * Math.max(0, 1 - Math.abs(share.z())));
            })
        .toList();
  }

  /** The box in which this metabolite is excited. */
  Voxel displaced(Voxel planned) {
    return planned.moved(
        planned
            .firstAxis()
            .times(millimetres.x())
            .plus(planned.secondAxis().times(millimetres.y()))
            .plus(planned.thirdAxis().times(millimetres.z())));
  }
}
