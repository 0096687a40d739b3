package org.proviso.spectroscopy.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A spectroscopy voxel: a box in patient space (RAS, millimetres). The three axes are unit vectors,
 * orthogonal to each other; their order is the source's own (for the box itself it does not matter)
 * and their handedness is kept.
 *
 * @param centre centre of the box, mm
 * @param firstAxis direction of the first edge, unit
 * @param secondAxis direction of the second edge, unit
 * @param thirdAxis direction of the third edge, unit
 * @param size lengths of the three edges, mm, all positive
 */
public record Voxel(
    Vector3 centre, Vector3 firstAxis, Vector3 secondAxis, Vector3 thirdAxis, Vector3 size) {

  /** Axes may differ from orthogonal by this much (cosine): headers round to few digits. */
  private static final double ORTHOGONALITY = 1e-3;

  /** Checks and normalises the axes. */
  public Voxel {
    firstAxis = firstAxis.unit();
    secondAxis = secondAxis.unit();
    thirdAxis = thirdAxis.unit();
    if (Math.abs(firstAxis.dot(secondAxis)) > ORTHOGONALITY
        || Math.abs(firstAxis.dot(thirdAxis)) > ORTHOGONALITY
        || Math.abs(secondAxis.dot(thirdAxis)) > ORTHOGONALITY) {
      throw new IllegalArgumentException("voxel axes are not orthogonal");
    }
    if (!(size.x() > 0 && size.y() > 0 && size.z() > 0)
        || !Double.isFinite(size.norm())
        || !Double.isFinite(centre.norm())) {
      throw new IllegalArgumentException("voxel size must be positive: " + size);
    }
  }

  /** Volume in millilitres. */
  public double volume() {
    return size.x() * size.y() * size.z() / 1000;
  }

  /** The three axes in order. */
  public List<Vector3> axes() {
    return List.of(firstAxis, secondAxis, thirdAxis);
  }

  /** Lengths of the three edges in order, mm. */
  public double[] edges() {
    return new double[] {size.x(), size.y(), size.z()};
  }

  /**
   * The voxel's affine as NIfTI writes it: the 4 &times; 4 matrix, row-major, that takes the voxel
   * index (0, 0, 0) to the centre and one index step to one edge.
   */
  public double[] affine() {
    return new double[] {
      firstAxis.x() * size.x(),
      secondAxis.x() * size.y(),
      thirdAxis.x() * size.z(),
      centre.x(),
      firstAxis.y() * size.x(),
      secondAxis.y() * size.y(),
      thirdAxis.y() * size.z(),
      centre.y(),
      firstAxis.z() * size.x(),
      secondAxis.z() * size.y(),
      thirdAxis.z() * size.z(),
      centre.z(),
      0,
      0,
      0,
      1
    };
  }

  /** The eight corners, mm; the bits of the index choose the side along each axis. */
  public List<Vector3> corners() {
    List<Vector3> corners = new ArrayList<>(8);
    for (int corner = 0; corner < 8; corner++) {
      corners.add(
          centre
              .plus(firstAxis.times((corner & 1) == 0 ? -size.x() / 2 : size.x() / 2))
              .plus(secondAxis.times((corner & 2) == 0 ? -size.y() / 2 : size.y() / 2))
              .plus(thirdAxis.times((corner & 4) == 0 ? -size.z() / 2 : size.z() / 2)));
    }
    return List.copyOf(corners);
  }

  /**
   * Whether a point lies in the box, borders included.
   *
   * @param point RAS, mm
   */
  public boolean contains(Vector3 point) {
    Vector3 offset = point.minus(centre);
    return Math.abs(offset.dot(firstAxis)) <= size.x() / 2
        && Math.abs(offset.dot(secondAxis)) <= size.y() / 2
        && Math.abs(offset.dot(thirdAxis)) <= size.z() / 2;
  }

  /** The same box moved by a vector in mm. */
  public Voxel moved(Vector3 by) {
    return new Voxel(centre.plus(by), firstAxis, secondAxis, thirdAxis, size);
  }
}
