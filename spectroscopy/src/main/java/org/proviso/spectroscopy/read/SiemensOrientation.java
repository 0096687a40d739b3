package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.model.Vector3;

/**
 * The read-out and phase directions that Siemens derives from a slice normal and an in-plane
 * rotation. The rule depends on whether the slice is mainly sagittal, coronal or transverse; ties
 * go to transverse first, then to coronal. All in LPS.
 *
 * @param phase phase-encoding direction
 * @param readout read-out direction, normal &times; phase
 */
record SiemensOrientation(Vector3 phase, Vector3 readout) {

  private static final double TIE = 1e-8;

  /**
   * The directions of a slice.
   *
   * @param normal unit normal in LPS
   * @param rotation in-plane rotation in radians
   */
  static SiemensOrientation of(Vector3 normal, double rotation) {
    double sagittal = Math.abs(normal.x());
    double coronal = Math.abs(normal.y());
    double transverse = Math.abs(normal.z());
    Vector3 phase;
    if (transverse >= sagittal - TIE && transverse >= coronal - TIE) {
      phase = new Vector3(0, normal.z(), -normal.y());
    } else if (coronal >= sagittal - TIE) {
      phase = new Vector3(normal.y(), -normal.x(), 0);
    } else {
      phase = new Vector3(-normal.y(), normal.x(), 0);
    }
    phase = phase.unit();
    Vector3 readout = normal.cross(phase);
    Vector3 turned = phase.times(Math.cos(rotation)).minus(readout.times(Math.sin(rotation)));
    return new SiemensOrientation(turned, normal.cross(turned));
  }
}
