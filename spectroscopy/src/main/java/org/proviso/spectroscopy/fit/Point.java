package org.proviso.spectroscopy.fit;

/** A point of the search: the lines, the amplitudes that belong to them, and the cost. */
final class Point {

  final double[] theta;
  final double[] amplitudes;

  /** Which amplitudes are free; the others are held at zero. */
  final boolean[] passive;

  double cost;

  Point(int parameters, int signals) {
    theta = new double[parameters];
    amplitudes = new double[signals];
    passive = new boolean[signals];
  }

  void copyFrom(Point other) {
    System.arraycopy(other.theta, 0, theta, 0, theta.length);
    System.arraycopy(other.amplitudes, 0, amplitudes, 0, amplitudes.length);
    System.arraycopy(other.passive, 0, passive, 0, passive.length);
    cost = other.cost;
  }
}
