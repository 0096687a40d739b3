package org.proviso.spectroscopy.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/** The three planes of a view, drawn as radiologists read them: the patient's right on the left. */
@SuppressWarnings("ImmutableEnumChecker") // records and an unmodifiable list
enum ViewPlane {
  /** Seen from the feet, front up. */
  AXIAL("Axial", new Vector3(-1, 0, 0), new Vector3(0, -1, 0), "R", "L", "A", "P"),
  /** Seen from the front, head up. */
  CORONAL("Coronal", new Vector3(-1, 0, 0), new Vector3(0, 0, -1), "R", "L", "S", "I"),
  /** Seen from the left, front to the left, head up. */
  SAGITTAL("Sagittal", new Vector3(0, -1, 0), new Vector3(0, 0, -1), "A", "P", "S", "I");

  private final String title;
  private final Vector3 across;
  private final Vector3 down;
  private final List<String> sides;

  ViewPlane(
      String title,
      Vector3 across,
      Vector3 down,
      String left,
      String right,
      String top,
      String bottom) {
    this.title = title;
    this.across = across;
    this.down = down;
    this.sides = List.of(left, right, top, bottom);
  }

  String title() {
    return title;
  }

  /** Patient direction from left to right of the view. */
  Vector3 across() {
    return across;
  }

  /** Patient direction from top to bottom of the view. */
  Vector3 down() {
    return down;
  }

  /** Letters at the left, right, top and bottom edge. */
  List<String> sides() {
    return sides;
  }

  /**
   * Where the plane through a point cuts a box.
   *
   * @return the corners of the cut in order around it; empty when the plane misses the box
   */
  List<Vector3> cut(Voxel voxel, Vector3 through) {
    Vector3 normal = across.cross(down);
    List<Vector3> corners = voxel.corners();
    List<Vector3> points = new ArrayList<>();
    for (int a = 0; a < 8; a++) {
      for (int bit = 1; bit < 8; bit <<= 1) {
        int b = a | bit;
        if (b == a) {
          continue;
        }
        double da = corners.get(a).minus(through).dot(normal);
        double db = corners.get(b).minus(through).dot(normal);
        if (da * db <= 0 && da != db) {
          points.add(
              corners.get(a).plus(corners.get(b).minus(corners.get(a)).times(da / (da - db))));
        }
      }
    }
    if (points.size() < 3) {
      return List.of();
    }
    Vector3 sum = new Vector3(0, 0, 0);
    for (Vector3 point : points) {
      sum = sum.plus(point);
    }
    Vector3 middle = sum.times(1.0 / points.size());
    points.sort(
        Comparator.comparingDouble(
            point -> Math.atan2(point.minus(middle).dot(down), point.minus(middle).dot(across))));
    return List.copyOf(points);
  }
}
