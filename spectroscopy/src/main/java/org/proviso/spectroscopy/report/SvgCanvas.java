package org.proviso.spectroscopy.report;

import java.util.Locale;

/** Draws a chart as a scalable vector graphic. */
final class SvgCanvas implements ChartCanvas {

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String description;

  SvgCanvas(int width, int height, String description) {
    this.width = width;
    this.height = height;
    this.description = description;
  }

  @Override
  public void line(double[] x, double[] y, int rgb, double stroke, boolean dashed) {
    body.append("<polyline fill=\"none\" stroke=\"").append(colour(rgb));
    body.append("\" stroke-width=\"").append(number(stroke)).append('"');
    if (dashed) {
      body.append(" stroke-dasharray=\"6 4\"");
    }
    body.append(" points=\"");
    for (int i = 0; i < x.length; i++) {
      body.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    body.append("\"/>\n");
  }

  @Override
  public void text(double x, double y, String text, int rgb, int size, Anchor anchor) {
    body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    body.append("\" fill=\"").append(colour(rgb)).append("\" font-size=\"").append(size);
    body.append("\" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT));
    body.append("\">").append(Html.escape(text)).append("</text>\n");
  }

  /** The whole graphic. */
  String document() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" role=\"img\" font-family=\"system-ui, sans-serif\">\n<title>"
        + Html.escape(description)
        + "</title>\n<rect width=\""
        + width
        + "\" height=\""
        + height
        + "\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>\n";
  }

  private static String colour(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
