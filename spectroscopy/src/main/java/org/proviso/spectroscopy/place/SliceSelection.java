package org.proviso.spectroscopy.place;

import org.proviso.spectroscopy.model.Vector3;

/**
 * How the three slices of the box were selected. No file format at hand carries this; it comes from
 * the sequence's documentation.
 *
 * @param bandwidth bandwidth of the selective pulse along the first, second and third axis of the
 *     voxel, Hz, none zero; negative where a higher chemical shift moves the box against the axis
 * @param carrierPpm chemical shift at which the box lies as planned
 */
public record SliceSelection(Vector3 bandwidth, double carrierPpm) {

  /** Checks the bandwidths. */
  public SliceSelection {
    if (bandwidth.x() == 0
        || bandwidth.y() == 0
        || bandwidth.z() == 0
        || !Double.isFinite(bandwidth.norm())) {
      throw new IllegalArgumentException("bandwidths must be other than zero: " + bandwidth);
    }
  }
}
