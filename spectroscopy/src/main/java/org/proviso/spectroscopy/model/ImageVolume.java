package org.proviso.spectroscopy.model;

/**
 * A three-dimensional image in patient space. Values lie at the centres of the image voxels, the
 * first index fastest.
 */
public final class ImageVolume {

  private final int width;
  private final int height;
  private final int depth;
  private final float[] values;
  private final double[] affine;
  private final double[] inverse;

  /**
   * An image.
   *
   * @param width size of the first index
   * @param height size of the second index
   * @param depth size of the third index
   * @param values width &times; height &times; depth values, first index fastest; copied
   * @param affine row-major 4 &times; 4 from index to RAS millimetres; copied
   * @throws IllegalArgumentException when sizes disagree or the affine cannot be inverted
   */
  public ImageVolume(int width, int height, int depth, float[] values, double[] affine) {
    if (width < 1 || height < 1 || depth < 1 || (long) width * height * depth != values.length) {
      throw new IllegalArgumentException(
          width + " x " + height + " x " + depth + " voxels, but " + values.length + " values");
    }
    if (affine.length != 16) {
      throw new IllegalArgumentException("the affine needs 16 numbers");
    }
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.values = values.clone();
    this.affine = affine.clone();
    this.inverse = inverse(affine);
  }

  /** Size of the first, second and third index. */
  public int[] size() {
    return new int[] {width, height, depth};
  }

  /** The value of an image voxel. */
  public float value(int x, int y, int z) {
    return values[x + width * (y + height * z)];
  }

  /** Where an image voxel's centre lies, RAS millimetres. */
  public Vector3 position(double x, double y, double z) {
    return transform(affine, x, y, z);
  }

  /** The index, with fractions, of a point in RAS millimetres. */
  public Vector3 index(Vector3 point) {
    return transform(inverse, point.x(), point.y(), point.z());
  }

  /** Whether a point lies within the image's voxels. */
  public boolean covers(Vector3 point) {
    Vector3 i = index(point);
    return i.x() >= -0.5
        && i.x() <= width - 0.5
        && i.y() >= -0.5
        && i.y() <= height - 0.5
        && i.z() >= -0.5
        && i.z() <= depth - 0.5;
  }

  /**
   * The value at a point, linear between the eight neighbours.
   *
   * @param point RAS millimetres
   * @return the value; 0 outside the image
   */
  public float sample(Vector3 point) {
    if (!covers(point)) {
      return 0;
    }
    Vector3 i = index(point);
    double x = Math.clamp(i.x(), 0.0, width - 1.0);
    double y = Math.clamp(i.y(), 0.0, height - 1.0);
    double z = Math.clamp(i.z(), 0.0, depth - 1.0);
    int x0 = (int) x;
    int y0 = (int) y;
    int z0 = (int) z;
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      int cx = Math.min(width - 1, x0 + (corner & 1));
      int cy = Math.min(height - 1, y0 + (corner >> 1 & 1));
      int cz = Math.min(depth - 1, z0 + (corner >> 2));
      double wx = (corner & 1) == 0 ? 1 - (x - x0) : x - x0;
      double wy = (corner >> 1 & 1) == 0 ? 1 - (y - y0) : y - y0;
      double wz = corner >> 2 == 0 ? 1 - (z - z0) : z - z0;
      sum += wx * wy * wz * value(cx, cy, cz);
    }
    return (float) sum;
  }

  private static Vector3 transform(double[] m, double x, double y, double z) {
    return new Vector3(
        m[0] * x + m[1] * y + m[2] * z + m[3],
        m[4] * x + m[5] * y + m[6] * z + m[7],
        m[8] * x + m[9] * y + m[10] * z + m[11]);
  }

  private static double[] inverse(double[] m) {
    Vector3 a = new Vector3(m[0], m[4], m[8]);
    Vector3 b = new Vector3(m[1], m[5], m[9]);
    Vector3 c = new Vector3(m[2], m[6], m[10]);
    Vector3 t = new Vector3(m[3], m[7], m[11]);
    double determinant = a.dot(b.cross(c));
    if (!(Math.abs(determinant) > 1e-9)) {
      throw new IllegalArgumentException("the image's affine cannot be inverted");
    }
    Vector3 r0 = b.cross(c).times(1 / determinant);
    Vector3 r1 = c.cross(a).times(1 / determinant);
    Vector3 r2 = a.cross(b).times(1 / determinant);
    return new double[] {
      r0.x(),
      r0.y(),
      r0.z(),
      -r0.dot(t),
      r1.x(),
      r1.y(),
      r1.z(),
      -r1.dot(t),
      r2.x(),
      r2.y(),
      r2.z(),
      -r2.dot(t),
      0,
      0,
      0,
      1
    };
  }
}
