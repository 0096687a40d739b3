package org.proviso.spectroscopy.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proviso.spectroscopy.fit.BaselineChoice;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.LineParameters;

/** Parameters of a fit that stand at their limit, so that the data may have wanted more. */
final class FitLimits {

  private FitLimits() {}

  /** One sentence for each. */
  static List<String> reached(FitResult result) {
    List<String> reached = new ArrayList<>();
    BaselineChoice baseline = result.baseline();
    switch (baseline.end()) {
      case NONE -> {
        // The criterion has its minimum between the ends.
      }
      case STIFFEST ->
          reached.add(
              String.format(
                  Locale.ROOT,
                  "The baseline is the stiffest one that is tried (%.2f effective dimensions per"
                      + " ppm, a straight line).",
                  baseline.effectiveDimensionPerPpm()));
      case MOST_FLEXIBLE ->
          reached.add(
              String.format(
                  Locale.ROOT,
                  "The baseline is the most flexible one that an estimate may use (%.1f effective"
                      + " dimensions per ppm); the data may want it to bend more. Look at the spread"
                      + " over baselines beside each ratio.",
                  baseline.effectiveDimensionPerPpm()));
    }
    LineParameters lines = result.lines();
    if (lines.lorentzianHertz() <= 0 && lines.gaussianHertz() <= 0) {
      reached.add(
          "Both common widths of the lines are zero: the lines are as narrow as the basis.");
    }
    return reached;
  }
}
