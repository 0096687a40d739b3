package org.proviso.spectroscopy.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.fit.FitCurves;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.report.ChartCanvas.Anchor;

/**
 * The spectrum with its fit, baseline and residual, and the components below each other. Chemical
 * shift falls to the right, as spectra are drawn.
 */
final class SpectrumChart {

  static final int WIDTH = 960;
  static final int HEIGHT = 560;
  static final int ROW = 56;

  private static final int LEFT = 24;
  private static final int RIGHT = 16;
  private static final int BOTTOM = 40;
  private static final int RESIDUAL_TOP = 16;
  private static final int RESIDUAL_HEIGHT = 70;
  private static final int LABELS = 34;

  private static final int INK = 0x212529;
  private static final int GREY = 0x868E96;
  private static final int LIGHT = 0xE9ECEF;
  private static final int FIT = 0xD6336C;
  private static final int BASELINE = 0x1971C2;

  /** A peak is labelled by whose component makes up this share of the fit above the baseline. */
  private static final double LABELLED_SHARE = 0.25;

  /**
   * A peak to label where its metabolite was found and makes it up (Govindaraju 2000, NMR Biomed
   * 13:129; lipids and macromolecules as LCModel names them).
   */
  private record Peak(String metabolite, String label, double ppm, List<String> members) {}

  /** The rows of the component chart: a title and the signals it sums. */
  private static final Map<String, List<String>> ROWS = rows();

  private static final List<Peak> PEAKS =
      List.of(
          peak("tNAA", 2.008),
          peak("tCr", 3.027),
          peak("tCr", 3.92),
          peak("tCho", 3.208),
          peak("Ins", 3.55),
          peak("Glx", 2.35),
          peak("Glx", 3.75),
          peak("Lac", 1.314),
          peak("2HG", 2.25),
          new Peak("LM13", "Lip/MM", 1.28, List.of("Lip13a", "Lip13b", "MM12", "MM14")),
          new Peak("LM09", "Lip/MM", 0.9, List.of("Lip09", "MM09")),
          new Peak("LM20", "Lip/MM", 2.05, List.of("Lip20", "MM19", "MM20")));

  private final FitResult result;
  private final FitCurves curves;

  SpectrumChart(FitResult result) {
    this.result = result;
    this.curves = result.curves();
  }

  private static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new java.util.LinkedHashMap<>();
    rows.put("tNAA", List.of("NAA", "NAAG"));
    rows.put("tCr", List.of("Cr", "PCr"));
    rows.put("tCho", List.of("GPC", "PCho", "Cho"));
    rows.put("Ins", List.of("Ins"));
    rows.put("Glx", List.of("Glu", "Gln"));
    rows.put("Lac", List.of("Lac"));
    return rows;
  }

  String svg() {
    SvgCanvas canvas =
        new SvgCanvas(WIDTH, HEIGHT, "Spectrum with fit, baseline, residual and labelled peaks");
    draw(canvas);
    return canvas.document();
  }

  byte[] png() {
    RasterCanvas canvas = new RasterCanvas(WIDTH, HEIGHT);
    draw(canvas);
    return canvas.png();
  }

  /** The components, one below the other, all on the spectrum's scale times a printed factor. */
  String componentsSvg() {
    List<String> titles = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    double[] rest = new double[curves.ppm().length];
    ROWS.forEach(
        (title, members) -> {
          double[] sum = new double[curves.ppm().length];
          boolean present = false;
          for (String member : members) {
            double[] component = curves.components().get(member);
            if (component != null) {
              present = true;
              add(sum, component);
            }
          }
          if (present) {
            titles.add(title);
            sums.add(sum);
          }
        });
    curves
        .components()
        .forEach(
            (name, component) -> {
              if (ROWS.values().stream().noneMatch(members -> members.contains(name))) {
                add(rest, component);
              }
            });
    titles.add("all others");
    sums.add(rest);
    double tallest = 0;
    for (double[] sum : sums) {
      tallest = Math.max(tallest, Arrays.stream(sum).map(Math::abs).max().orElse(0));
    }
    int height = sums.size() * ROW + BOTTOM + 12;
    SvgCanvas canvas = new SvgCanvas(WIDTH, height, "Fitted components, one below the other");
    for (int row = 0; row < sums.size(); row++) {
      double floor = 8 + (row + 1.0) * ROW;
      double[] y = new double[rest.length];
      double own = Arrays.stream(sums.get(row)).map(Math::abs).max().orElse(0);
      // Small components are drawn larger, by a whole factor that is printed.
      int factor = own > 0 ? (int) Math.clamp(Math.floor(0.9 * tallest / own), 1, 20) : 1;
      for (int i = 0; i < y.length; i++) {
        y[i] = floor - (tallest > 0 ? sums.get(row)[i] * factor / tallest * (ROW - 8) : 0);
      }
      canvas.line(x(), y, INK, 1.2, false);
      canvas.text(
          WIDTH - RIGHT - 4,
          floor - ROW + 22,
          titles.get(row) + (factor > 1 ? "  \u00d7" + factor : ""),
          INK,
          13,
          Anchor.END);
    }
    axis(canvas, height - BOTTOM + 4);
    return canvas.document();
  }

  private static void add(double[] sum, double[] component) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += component[i];
    }
  }

  private double[] x() {
    double[] ppm = curves.ppm();
    double high = ppm[0];
    double low = ppm[ppm.length - 1];
    double[] x = new double[ppm.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = LEFT + (high - ppm[i]) / (high - low) * (WIDTH - LEFT - RIGHT);
    }
    return x;
  }

  private double x(double ppm) {
    double high = curves.ppm()[0];
    double low = curves.ppm()[curves.ppm().length - 1];
    return LEFT + (high - ppm) / (high - low) * (WIDTH - LEFT - RIGHT);
  }

  private void draw(ChartCanvas canvas) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] curve : List.of(curves.data(), curves.fit(), curves.baseline())) {
      for (double value : curve) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    int top = RESIDUAL_TOP + RESIDUAL_HEIGHT + LABELS;
    double height = HEIGHT - BOTTOM - top;
    double scale = height / (high - low);
    double floor = HEIGHT - BOTTOM + low * scale;
    double[] x = x();
    axis(canvas, HEIGHT - BOTTOM + 4);
    double residualMiddle = RESIDUAL_TOP + RESIDUAL_HEIGHT / 2.0;
    canvas.line(
        new double[] {LEFT, WIDTH - RIGHT},
        new double[] {residualMiddle, residualMiddle},
        LIGHT,
        1,
        false);
    canvas.line(x, levels(curves.residual(), scale, residualMiddle), GREY, 1, false);
    canvas.text(LEFT, RESIDUAL_TOP - 2, "residual, same scale", GREY, 12, Anchor.START);
    canvas.line(x, levels(curves.data(), scale, floor), INK, 1, false);
    canvas.line(x, levels(curves.baseline(), scale, floor), BASELINE, 1.4, true);
    canvas.line(x, levels(curves.fit(), scale, floor), FIT, 1.4, false);
    labels(canvas, scale, floor, top);
    double legend = WIDTH - RIGHT - 200.0;
    legend(canvas, legend, top + 6.0, "data", INK, false);
    legend(canvas, legend, top + 24.0, "fit", FIT, false);
    legend(canvas, legend, top + 42.0, "baseline", BASELINE, true);
  }

  private static void legend(
      ChartCanvas canvas, double x, double y, String text, int rgb, boolean dashed) {
    canvas.line(new double[] {x + 120, x + 150}, new double[] {y, y}, rgb, 2, dashed);
    canvas.text(x + 156, y + 4, text, rgb, 12, Anchor.START);
  }

  private static double[] levels(double[] values, double scale, double floor) {
    double[] y = new double[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = floor - values[i] * scale;
    }
    return y;
  }

  private static Peak peak(String name, double ppm) {
    return new Peak(name, name, ppm, ROWS.getOrDefault(name, List.of(name)));
  }

  /**
   * Labels a peak only where its metabolite was found, above two standard deviations, and makes up
   * a good part of it.
   */
  private void labels(ChartCanvas canvas, double scale, double floor, int top) {
    List<Double> used = new ArrayList<>();
    for (Peak peak : PEAKS) {
      boolean found =
          result.metabolite(peak.metabolite()).filter(SpectrumChart::found).isPresent()
              && share(peak) >= LABELLED_SHARE;
      double at = x(peak.ppm());
      if (!found
          || at < LEFT
          || at > WIDTH - RIGHT
          || used.stream().anyMatch(other -> Math.abs(other - at) < 12)) {
        continue;
      }
      used.add(at);
      double height = floor - heightAt(peak.ppm()) * scale - 6;
      double text = Math.max(top - 8.0, height - 14);
      canvas.line(
          new double[] {at, at},
          new double[] {text + 4, Math.max(text + 4, height)},
          GREY,
          0.8,
          false);
      canvas.text(at, text, peak.label(), INK, 13, Anchor.MIDDLE);
    }
  }

  private static boolean found(MetaboliteEstimate estimate) {
    return estimate.amplitude() > 2 * estimate.standardDeviation();
  }

  /** Share of the fit above the baseline that a peak's own signals have at its place. */
  private double share(Peak peak) {
    int nearest = 0;
    for (int i = 0; i < curves.ppm().length; i++) {
      if (Math.abs(curves.ppm()[i] - peak.ppm()) < Math.abs(curves.ppm()[nearest] - peak.ppm())) {
        nearest = i;
      }
    }
    double own = 0;
    for (String member : peak.members()) {
      double[] component = curves.components().get(member);
      own += component == null ? 0 : component[nearest];
    }
    double all = curves.fit()[nearest] - curves.baseline()[nearest];
    return all > 0 ? own / all : 0;
  }

  /** Tallest value of data and fit within 0.03 ppm of a place. */
  private double heightAt(double ppm) {
    double tallest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curves.ppm().length; i++) {
      if (Math.abs(curves.ppm()[i] - ppm) < 0.03) {
        tallest = Math.max(tallest, Math.max(curves.data()[i], curves.fit()[i]));
      }
    }
    return Double.isFinite(tallest) ? tallest : 0;
  }

  private void axis(ChartCanvas canvas, double y) {
    canvas.line(new double[] {LEFT, WIDTH - RIGHT}, new double[] {y, y}, INK, 1, false);
    double high = curves.ppm()[0];
    double low = curves.ppm()[curves.ppm().length - 1];
    for (int half = (int) Math.ceil(low * 2); half <= high * 2; half++) {
      double at = x(half / 2.0);
      canvas.line(new double[] {at, at}, new double[] {y, y + 5}, INK, 1, false);
      canvas.text(at, y + 18, Numbers.fixed(half / 2.0, 1), INK, 12, Anchor.MIDDLE);
    }
    canvas.text(
        (LEFT + WIDTH - RIGHT) / 2.0, y + 33, "chemical shift / ppm", INK, 12, Anchor.MIDDLE);
  }
}
