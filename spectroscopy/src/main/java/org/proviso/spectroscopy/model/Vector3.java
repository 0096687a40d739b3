package org.proviso.spectroscopy.model;

/**
 * A point or direction in patient space: +x to the patient's right, +y to the front, +z to the head
 * (RAS, the frame of NIfTI); millimetres for points.
 *
 * @param x to the right
 * @param y to the front
 * @param z to the head
 */
public record Vector3(double x, double y, double z) {

  /** The vector of DICOM's LPS coordinates. */
  public static Vector3 ofLps(double left, double posterior, double superior) {
    return new Vector3(-left, -posterior, superior);
  }

  /** This plus another. */
  public Vector3 plus(Vector3 other) {
    return new Vector3(x + other.x, y + other.y, z + other.z);
  }

  /** This minus another. */
  public Vector3 minus(Vector3 other) {
    return new Vector3(x - other.x, y - other.y, z - other.z);
  }

  /** This times a number. */
  public Vector3 times(double factor) {
    return new Vector3(x * factor, y * factor, z * factor);
  }

  /** Inner product. */
  public double dot(Vector3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Right-handed cross product. */
  public Vector3 cross(Vector3 other) {
    return new Vector3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** Length. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /**
   * The direction of this vector.
   *
   * @throws IllegalArgumentException when the length is zero or not finite
   */
  public Vector3 unit() {
    double norm = norm();
    if (!(norm > 0) || !Double.isFinite(norm)) {
      throw new IllegalArgumentException("no direction: " + this);
    }
    return times(1 / norm);
  }
}
