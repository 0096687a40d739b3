package org.proviso.spectroscopy.place;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/**
 * Three orthogonal views of an image through the centre of a voxel, with the box drawn where each
 * plane cuts it. The patient's right is on the left of axial and coronal views.
 */
public final class VoxelViews {

  /** Side of one view in pixels. */
  private static final int SIDE = 320;

  private static final int GAP = 8;
  private static final int HEADING = 22;
  private static final double MARGIN_MILLIMETRES = 5;
  private static final Color BOX = new Color(0xFF, 0xC1, 0x07);

  private VoxelViews() {}

  /**
   * Draws the views side by side.
   *
   * @param image image in the same patient space
   * @param voxel box to draw
   * @return a PNG file; empty when the centre of the voxel lies outside the image
   */
  public static Optional<byte[]> png(ImageVolume image, Voxel voxel) {
    return draw(image, voxel).map(VoxelViews::encode);
  }

  private static Optional<BufferedImage> draw(ImageVolume image, Voxel voxel) {
    if (!image.covers(voxel.centre())) {
      return Optional.empty();
    }
    float[] window = window(image);
    ViewPlane[] planes = ViewPlane.values();
    int width = planes.length * SIDE + (planes.length - 1) * GAP;
    BufferedImage picture = new BufferedImage(width, SIDE + HEADING, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int i = 0; i < planes.length; i++) {
      view(picture, graphics, image, voxel, planes[i], i * (SIDE + GAP), window);
    }
    graphics.dispose();
    return Optional.of(picture);
  }

  private static void view(
      BufferedImage picture,
      Graphics2D graphics,
      ImageVolume image,
      Voxel voxel,
      ViewPlane plane,
      int left,
      float[] window) {
    Frame frame = Frame.of(image, voxel.centre(), plane);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float value = image.sample(frame.point(column, row));
        int grey = Math.clamp((int) (255 * (value - window[0]) / (window[1] - window[0])), 0, 255);
        picture.setRGB(left + column, HEADING + row, grey << 16 | grey << 8 | grey);
      }
    }
    List<Vector3> cut = plane.cut(voxel, voxel.centre());
    if (!cut.isEmpty()) {
      Path2D outline = new Path2D.Double();
      for (int i = 0; i < cut.size(); i++) {
        double x = left + frame.column(cut.get(i));
        double y = HEADING + frame.row(cut.get(i));
        if (i == 0) {
          outline.moveTo(x, y);
        } else {
          outline.lineTo(x, y);
        }
      }
      outline.closePath();
      graphics.setClip(left, HEADING, SIDE, SIDE);
      graphics.setColor(BOX);
      graphics.setStroke(new BasicStroke(2f));
      graphics.draw(outline);
      graphics.setClip(null);
    }
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    graphics.setColor(Color.WHITE);
    graphics.drawString(plane.title(), left + 4, 15);
    List<String> sides = plane.sides();
    graphics.drawString(sides.get(0), left + 4, HEADING + SIDE / 2);
    graphics.drawString(sides.get(1), left + SIDE - 14, HEADING + SIDE / 2);
    graphics.drawString(sides.get(2), left + SIDE / 2 - 4, HEADING + 14);
    graphics.drawString(sides.get(3), left + SIDE / 2 - 4, HEADING + SIDE - 5);
  }

  /**
   * How pixels of a view map to patient space.
   *
   * @param centre point at the middle of the view
   * @param plane plane of the view
   * @param millimetres of one pixel
   */
  private record Frame(Vector3 centre, ViewPlane plane, double millimetres) {

    /** A frame that shows the whole image in the plane, its depth at the voxel's centre. */
    static Frame of(ImageVolume image, Vector3 through, ViewPlane plane) {
      int[] size = image.size();
      double acrossLow = Double.POSITIVE_INFINITY;
      double acrossHigh = Double.NEGATIVE_INFINITY;
      double downLow = Double.POSITIVE_INFINITY;
      double downHigh = Double.NEGATIVE_INFINITY;
      for (int corner = 0; corner < 8; corner++) {
        Vector3 p =
            image.position(
                (corner & 1) * (size[0] - 1),
                (corner >> 1 & 1) * (size[1] - 1),
                (corner >> 2) * (size[2] - 1));
        acrossLow = Math.min(acrossLow, p.dot(plane.across()));
        acrossHigh = Math.max(acrossHigh, p.dot(plane.across()));
        downLow = Math.min(downLow, p.dot(plane.down()));
        downHigh = Math.max(downHigh, p.dot(plane.down()));
      }
      double extent = Math.max(acrossHigh - acrossLow, downHigh - downLow) + 2 * MARGIN_MILLIMETRES;
      Vector3 normal = plane.across().cross(plane.down());
      Vector3 centre =
          plane
              .across()
              .times((acrossLow + acrossHigh) / 2)
              .plus(plane.down().times((downLow + downHigh) / 2))
              .plus(normal.times(through.dot(normal)));
      return new Frame(centre, plane, extent / SIDE);
    }

    Vector3 point(int column, int row) {
      return centre
          .plus(plane.across().times((column - SIDE / 2.0) * millimetres))
          .plus(plane.down().times((row - SIDE / 2.0) * millimetres));
    }

    double column(Vector3 point) {
      return point.minus(centre).dot(plane.across()) / millimetres + SIDE / 2.0;
    }

    double row(Vector3 point) {
      return point.minus(centre).dot(plane.down()) / millimetres + SIDE / 2.0;
    }
  }

  /** Grey range from the 2nd to the 99.5th percentile of the non-zero values. */
  private static float[] window(ImageVolume image) {
    int[] size = image.size();
    int stride = Math.max(1, size[0] * size[1] * size[2] / 200_000);
    float[] sample = new float[size[0] * size[1] * size[2] / stride + 1];
    int used = 0;
    for (int i = 0; i < size[0] * size[1] * size[2]; i += stride) {
      float value = image.value(i % size[0], i / size[0] % size[1], i / (size[0] * size[1]));
      if (value != 0 && Float.isFinite(value)) {
        sample[used++] = value;
      }
    }
    if (used < 2) {
      return new float[] {0, 1};
    }
    Arrays.sort(sample, 0, used);
    float low = Math.min(0, sample[used / 50]);
    float high = sample[(int) (used * 0.995)];
    return new float[] {low, high > low ? high : low + 1};
  }

  private static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
