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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/**
 * Three orthogonal views of an image through the centre of a voxel, with the box drawn where each
 * plane cuts it, and the displaced boxes of metabolites where they are known. The patient's right
 * is on the left of axial and coronal views.
 */
public final class VoxelViews {

  /** Side of one view in pixels. */
  private static final int SIDE = 400;

  private static final int GAP = 8;
  private static final int HEADING = 22;
  private static final double MARGIN_MILLIMETRES = 5;
  private static final Color BOX = new Color(0xFF, 0xC1, 0x07);

  /** Share of the brightest value above which an image voxel is taken for the patient. */
  private static final float CONTENT = 0.05f;

  /** The metabolites whose displaced boxes are drawn, each in its colour. */
  private static final Map<String, Color> DISPLACED = displacedColours();

  private VoxelViews() {}

  /**
   * Draws the views side by side.
   *
   * @param image image in the same patient space
   * @param voxel box to draw
   * @param displacements where the boxes of metabolites lie; empty when that is not known
   * @return a PNG file; empty when the centre of the voxel lies outside the image
   */
  public static Optional<byte[]> png(
      ImageVolume image, Voxel voxel, List<ChemicalShiftDisplacement> displacements) {
    Map<Voxel, Color> boxes = new LinkedHashMap<>();
    for (ChemicalShiftDisplacement displacement : displacements) {
      Color colour = DISPLACED.get(displacement.name());
      if (colour != null) {
        boxes.put(displacement.displaced(voxel), colour);
      }
    }
    boxes.put(voxel, BOX);
    return draw(image, voxel, boxes).map(VoxelViews::encode);
  }

  private static Map<String, Color> displacedColours() {
    Map<String, Color> colours = new LinkedHashMap<>();
    colours.put("tNAA", new Color(0x4D, 0xD0, 0xE1));
    colours.put("tCho", new Color(0xF0, 0x62, 0x92));
    colours.put("Lac", new Color(0x81, 0xC7, 0x84));
    return colours;
  }

  private static Optional<BufferedImage> draw(
      ImageVolume image, Voxel voxel, Map<Voxel, Color> boxes) {
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
    int[][] content = content(image, window[1] * CONTENT);
    for (int i = 0; i < planes.length; i++) {
      Frame frame = Frame.of(image, content, voxel, planes[i]);
      view(picture, graphics, image, voxel.centre(), boxes, frame, i * (SIDE + GAP), window);
    }
    if (boxes.size() > 1) {
      legend(graphics, width);
    }
    graphics.dispose();
    return Optional.of(picture);
  }

  private static void view(
      BufferedImage picture,
      Graphics2D graphics,
      ImageVolume image,
      Vector3 through,
      Map<Voxel, Color> boxes,
      Frame frame,
      int left,
      float[] window) {
    ViewPlane plane = frame.plane();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float value = image.sample(frame.point(column, row));
        int grey = Math.clamp((int) (255 * (value - window[0]) / (window[1] - window[0])), 0, 255);
        picture.setRGB(left + column, HEADING + row, grey << 16 | grey << 8 | grey);
      }
    }
    graphics.setClip(left, HEADING, SIDE, SIDE);
    boxes.forEach((box, colour) -> outline(graphics, plane.cut(box, through), colour, frame, left));
    graphics.setClip(null);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    graphics.setColor(Color.WHITE);
    graphics.drawString(plane.title(), left + 4, 15);
    List<String> sides = plane.sides();
    graphics.drawString(sides.get(0), left + 4, HEADING + SIDE / 2);
    graphics.drawString(sides.get(1), left + SIDE - 14, HEADING + SIDE / 2);
    graphics.drawString(sides.get(2), left + SIDE / 2 - 4, HEADING + 14);
    graphics.drawString(sides.get(3), left + SIDE / 2 - 4, HEADING + SIDE - 5);
  }

  private static void outline(
      Graphics2D graphics, List<Vector3> cut, Color colour, Frame frame, int left) {
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
      graphics.setColor(colour);
      graphics.setStroke(new BasicStroke(2f));
      graphics.draw(outline);
    }
  }

  /** Which colour is whose box, at the right of the heading. */
  private static void legend(Graphics2D graphics, int width) {
    int x = width - 300;
    graphics.setColor(BOX);
    graphics.drawString("as planned", x, 15);
    x += 95;
    for (Map.Entry<String, Color> each : DISPLACED.entrySet()) {
      graphics.setColor(each.getValue());
      graphics.drawString(each.getKey(), x, 15);
      x += 65;
    }
  }

  /** First and last index along each axis of what is brighter than a level; all when nothing is. */
  private static int[][] content(ImageVolume image, float level) {
    int[] size = image.size();
    int[] low = size.clone();
    int[] high = {-1, -1, -1};
    for (int z = 0; z < size[2]; z++) {
      for (int y = 0; y < size[1]; y++) {
        for (int x = 0; x < size[0]; x++) {
          if (image.value(x, y, z) > level) {
            int[] at = {x, y, z};
            for (int axis = 0; axis < 3; axis++) {
              low[axis] = Math.min(low[axis], at[axis]);
              high[axis] = Math.max(high[axis], at[axis]);
            }
          }
        }
      }
    }
    return high[0] < 0
        ? new int[][] {{0, 0, 0}, {size[0] - 1, size[1] - 1, size[2] - 1}}
        : new int[][] {low, high};
  }

  /**
   * How pixels of a view map to patient space.
   *
   * @param centre point at the middle of the view
   * @param plane plane of the view
   * @param millimetres of one pixel
   */
  private record Frame(Vector3 centre, ViewPlane plane, double millimetres) {

    /** A frame that shows the patient and the box in the plane, its depth at the box's centre. */
    static Frame of(ImageVolume image, int[][] content, Voxel voxel, ViewPlane plane) {
      List<Vector3> shown = new ArrayList<>(voxel.corners());
      for (int corner = 0; corner < 8; corner++) {
        shown.add(
            image.position(
                content[corner & 1][0], content[corner >> 1 & 1][1], content[corner >> 2][2]));
      }
      Vector3 through = voxel.centre();
      double acrossLow = Double.POSITIVE_INFINITY;
      double acrossHigh = Double.NEGATIVE_INFINITY;
      double downLow = Double.POSITIVE_INFINITY;
      double downHigh = Double.NEGATIVE_INFINITY;
      for (Vector3 p : shown) {
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
