package org.proviso.spectroscopy.yardstick.fitter;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.spectroscopy.yardstick.signal.Target;

/**
 * LCModel's table of concentrations. It gives a ratio to total creatine, and for each concentration
 * a Cram&eacute;r-Rao bound in percent but no interval of the ratio. The interval here is the one
 * that its users form: normal, with the bounds of both concentrations added in quadrature.
 */
final class LcmodelTable {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\s*([0-9.E+-]+)\\s+(\\d+)%\\s+([0-9.E+-]+)[\\s+]\\s*(\\S+)\\s*$");
  private static final double NORMAL_95 = 1.96;

  /** What LCModel writes where a concentration is zero. */
  private static final int NO_BOUND = 999;

  private record Row(double ratio, int percent) {}

  private LcmodelTable() {}

  /** Reads a table. */
  static FitAnswer read(String table) {
    Map<String, Row> rows = new HashMap<>();
    Matcher matcher = ROW.matcher(table);
    while (matcher.find()) {
      rows.put(
          matcher.group(4),
          new Row(Double.parseDouble(matcher.group(3)), Integer.parseInt(matcher.group(2))));
    }
    Row creatine = rows.get("Cr+PCr");
    if (creatine == null || creatine.percent() >= NO_BOUND) {
      return new FitAnswer.Refused("the table has no total creatine");
    }
    Map<Target, FitAnswer.Estimate> estimates = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      Row row = rows.get(sum(target));
      if (row != null) {
        estimates.put(target, estimate(row, creatine));
      }
    }
    return new FitAnswer.Measured(estimates);
  }

  private static String sum(Target target) {
    return switch (target) {
      case TNAA -> "NAA+NAAG";
      case TCHO -> "GPC+PCh";
      case INS -> "Ins";
      case GLX -> "Glu+Gln";
    };
  }

  private static FitAnswer.Estimate estimate(Row row, Row creatine) {
    if (row.percent() >= NO_BOUND) {
      return new FitAnswer.Estimate(
          row.ratio(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double deviation = Math.hypot(row.percent(), creatine.percent()) / 100 * row.ratio();
    return new FitAnswer.Estimate(
        row.ratio(), row.ratio() - NORMAL_95 * deviation, row.ratio() + NORMAL_95 * deviation);
  }
}
