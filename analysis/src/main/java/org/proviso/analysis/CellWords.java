package org.proviso.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.proviso.engine.compile.NumberCut;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.compile.Words;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.words.ConditionWords;

/** What it means that a variable is in some of its cells. */
public final class CellWords {
  private CellWords() {}

  /** One condition for each constrained variable. */
  public static List<String> of(Box box, List<Variable> variables) {
    return box.cells().entrySet().stream()
        .filter(
            entry -> entry.getValue() != Diagrams.fullMask(variables.get(entry.getKey()).cells()))
        .map(entry -> of(variables.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** For example {@code pack-years: at least 20 and less than 30}. */
  public static String of(Variable variable, long mask) {
    List<Integer> cells =
        IntStream.range(0, variable.cells())
            .filter(cell -> (mask >>> cell & 1) != 0)
            .boxed()
            .toList();
    return switch (variable) {
      case Variable.Symbols(var fact, var blocks) -> {
        List<String> in = cells.stream().flatMap(cell -> blocks.get(cell).stream()).toList();
        yield fact + " is " + (in.size() == 1 ? "" : "one of ") + String.join(", ", in);
      }
      case Variable.NumberLine line ->
          Words.subject(line) + ": " + runs(cells, line.cuts().size(), run -> number(line, run));
      case Variable.DateLine line -> dates(line, cells);
      case Variable.HasCode(var fact, var _, int _) ->
          fact + ": " + Words.cell(variable, cells.getFirst());
      case Variable.CodeBlock(var fact, var _) ->
          fact
              + ": "
              + String.join(
                  ", or ", cells.stream().map(cell -> Words.cell(variable, cell)).toList());
      case Variable.YesNo _, Variable.InForce _ ->
          Words.subject(variable)
              + (variable instanceof Variable.YesNo ? ": " : " ")
              + Words.cell(variable, cells.getFirst());
    };
  }

  /** Neighbouring cells. */
  private record Run(int first, int last) {}

  private interface RunWords {
    String of(Run run);
  }

  /** Runs of neighbouring cells, joined by or; the cell after the last is that of no value. */
  private static String runs(List<Integer> cells, int lastCell, RunWords words) {
    var parts = new ArrayList<String>();
    for (int index = 0; index < cells.size(); index++) {
      int first = cells.get(index);
      if (first > lastCell) {
        parts.add("none");
        continue;
      }
      while (index + 1 < cells.size()
          && cells.get(index + 1) == cells.get(index) + 1
          && cells.get(index + 1) <= lastCell) {
        index++;
      }
      parts.add(words.of(new Run(first, cells.get(index))));
    }
    return String.join(", or ", parts);
  }

  private static String number(Variable.NumberLine line, Run run) {
    NumberCut from = run.first == 0 ? null : line.cuts().get(run.first - 1);
    NumberCut until = run.last == line.cuts().size() ? null : line.cuts().get(run.last);
    if (line.whole()) {
      if (from == null && until != null && until.at().equals(one())) {
        return "0";
      }
      if (from != null && until != null && from.at().equals(until.at().minus(one()))) {
        return from.at().toString();
      }
      return (from == null ? "" : "at least " + from.at())
          + (from != null && until != null ? " and " : "")
          + (until == null ? "" : "at most " + until.at().minus(one()))
          + (from == null && until == null ? "any number" : "");
    }
    if (from != null && until != null && from.at().equals(until.at())) {
      return from.at().toString();
    }
    return (from == null ? "" : (from.inclusive() ? "at least " : "more than ") + from.at())
        + (from != null && until != null ? " and " : "")
        + (until == null ? "" : (until.inclusive() ? "less than " : "at most ") + until.at())
        + (from == null && until == null ? "any number" : "");
  }

  private static Rational one() {
    return Rational.ONE;
  }

  private static String dates(Variable.DateLine line, List<Integer> cells) {
    boolean elapsed = line.cuts().stream().allMatch(cut -> cut.days() == 1 && cut.months() < 0);
    if (!elapsed) {
      return Words.subject(line) + ": " + runs(cells, line.cuts().size(), run -> days(line, run));
    }
    boolean years = line.cuts().stream().allMatch(cut -> cut.months() % 12 == 0);
    return (years ? "years" : "months")
        + " from "
        + ConditionWords.of(line.subject())
        + " to "
        + ConditionWords.of(line.anchor())
        + ": "
        + runs(cells, line.cuts().size(), run -> elapsed(line, run, years ? 12 : 1));
  }

  /** Reaching a later day means that less time has elapsed. */
  private static String elapsed(Variable.DateLine line, Run run, int months) {
    Offset from = run.first == 0 ? null : line.cuts().get(run.first - 1);
    Offset until = run.last == line.cuts().size() ? null : line.cuts().get(run.last);
    return (until == null ? "" : "at least " + -until.months() / months)
        + (from != null && until != null ? " and " : "")
        + (from == null ? "" : "at most " + (-from.months() / months - 1))
        + (from == null && until == null ? "any" : "");
  }

  private static String days(Variable.DateLine line, Run run) {
    Offset from = run.first == 0 ? null : line.cuts().get(run.first - 1);
    Offset until = run.last == line.cuts().size() ? null : line.cuts().get(run.last);
    return (from == null ? "" : bound(line.anchor(), from, "on or after ", "after "))
        + (from != null && until != null ? " and " : "")
        + (until == null ? "" : bound(line.anchor(), until, "before ", "on or before "))
        + (from == null && until == null ? "any day" : "");
  }

  /** A bound that lies a day after a calendar distance is said without that day. */
  private static String bound(DateTerm anchor, Offset cut, String word, String wordOfDayBefore) {
    if (anchor instanceof DateTerm.Fixed(LocalDate day)) {
      return word + cut.from(day);
    }
    boolean dayAfter = cut.days() == 1;
    int days = dayAfter ? 0 : cut.days();
    int months = cut.months();
    String distance =
        months == 0 && days == 0
            ? ""
            : distance(Math.abs(months), Math.abs(days))
                + (months + days < 0 ? " before " : " after ");
    return (dayAfter ? wordOfDayBefore : word) + distance + ConditionWords.of(anchor);
  }

  private static String distance(int months, int days) {
    var parts = new ArrayList<String>();
    if (months != 0) {
      parts.add(
          months % 12 == 0
              ? months / 12 + (months == 12 ? " year" : " years")
              : months + (months == 1 ? " month" : " months"));
    }
    if (days != 0) {
      parts.add(days + (days == 1 ? " day" : " days"));
    }
    return String.join(" and ", parts);
  }
}
