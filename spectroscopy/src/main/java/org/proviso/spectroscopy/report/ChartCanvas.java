package org.proviso.spectroscopy.report;

/** What a chart is drawn on; coordinates in pixels from the top left. */
sealed interface ChartCanvas permits SvgCanvas, RasterCanvas {

  /** How a text is placed against its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A connected line through points. */
  void line(double[] x, double[] y, int rgb, double width, boolean dashed);

  /** A text whose base line starts, is centred or ends at a point. */
  void text(double x, double y, String text, int rgb, int size, Anchor anchor);
}
