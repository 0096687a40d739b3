package org.proviso.spectroscopy.report;

import java.util.List;
import org.proviso.spectroscopy.fit.Interval;

/**
 * What the literature says about a ratio in recurrent tumour against treatment effect. Shown with
 * its source and its spread beside the measured ratio, never compared with it by this program: the
 * studies used signal ratios of other sequences, mostly at long echo times.
 *
 * @param ratio name of the ratio, as the fit reports it
 * @param statement what was found
 * @param value the figure
 * @param interval95 its 95 % confidence interval
 * @param source the publication
 */
record PublishedRatio(
    String ratio, String statement, double value, Interval interval95, String source) {

  private static final String DIFFERENCES =
      "Chuang 2016, PLoS One 11:e0141438, meta-analysis of 13 studies";
  private static final String ACCURACY =
      "Zhang 2014, Eur J Radiol 83:2181, meta-analysis of 18 studies, 455 patients";

  /** The two signals' proton numbers differ: 9 in choline, 3 in NAA and in creatine's singlet. */
  static final double PROTON_FACTOR = 3;

  static final List<PublishedRatio> ALL =
      List.of(
          new PublishedRatio(
              "tCho/tNAA",
              "difference of mean Cho/NAA, recurrence minus necrosis",
              1.02,
              new Interval(0.03, 2.00),
              DIFFERENCES),
          new PublishedRatio(
              "tCho/tCr",
              "difference of mean Cho/Cr, recurrence minus necrosis",
              0.77,
              new Interval(0.57, 0.98),
              DIFFERENCES),
          new PublishedRatio(
              "tCho/tNAA",
              "pooled sensitivity of Cho/NAA for recurrent glioma",
              0.88,
              new Interval(0.81, 0.93),
              ACCURACY),
          new PublishedRatio(
              "tCho/tNAA",
              "pooled specificity of Cho/NAA for recurrent glioma",
              0.86,
              new Interval(0.76, 0.93),
              ACCURACY),
          new PublishedRatio(
              "tCho/tCr",
              "pooled sensitivity of Cho/Cr for recurrent glioma",
              0.83,
              new Interval(0.77, 0.89),
              ACCURACY),
          new PublishedRatio(
              "tCho/tCr",
              "pooled specificity of Cho/Cr for recurrent glioma",
              0.83,
              new Interval(0.74, 0.90),
              ACCURACY));
}
