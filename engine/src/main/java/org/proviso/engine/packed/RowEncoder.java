package org.proviso.engine.packed;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.Days;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;

/**
 * Turns facts into a row: {@link #start} with the date of service, then what is known, in any
 * order, then {@link #finish}. What is not said is unknown. Belongs to one thread.
 *
 * <p>Each setter returns whether the fact can have the value at all; when not, the row is as
 * before. Setters and {@code finish} allocate nothing, except for facts that {@linkplain #isDirect
 * are not direct}, the first time that a date of service or a code is seen, and {@link #decimal}
 * and {@link #value}, whose arguments are objects already.
 *
 * <p>Facts are named by their place among the guideline's declarations, see {@link
 * PackedGuideline#fact}.
 */
public final class RowEncoder {
  private static final int VALUES = 4_096;
  private static final long FIRST = Days.FIRST.toEpochDay();
  private static final long LAST = Days.LAST.toEpochDay();

  private final RowPlan plan;
  private final RowLayout layout;
  private final long[] row;
  private final @Nullable Seen[] seen = new Seen[VALUES];
  private final BitSet touched = new BitSet();
  private final Map<FactName, Knowledge> joint = new HashMap<>();
  private long dateOfService;
  private boolean workedOut = true;

  RowEncoder(RowPlan plan) {
    this.plan = plan;
    this.layout = plan.layout();
    this.row = new long[layout.words()];
  }

  /** Where the row is put together. */
  long[] row() {
    return row;
  }

  /** Whether a fact's values become codes one by one, without objects. */
  public boolean isDirect(int fact) {
    return !(plan.plan(fact) instanceof FactPlan.Joint);
  }

  /**
   * Whether what a fact's value comes to in a row is the same at every date of service, so that
   * {@link #fieldsOf} and {@link #codesOf} may be kept and used again. For layouts of one word.
   */
  public boolean isFixed(int fact) {
    return row.length == 1
        && switch (plan.plan(fact)) {
          case FactPlan.Flag _,
              FactPlan.Symbol _,
              FactPlan.SingleCode _,
              FactPlan.CodeList _,
              FactPlan.Quantity _ ->
              true;
          case FactPlan.Day _, FactPlan.Joint _ -> false;
        };
  }

  /** The bits of a row that say what is known of a fact. */
  public long fieldsOf(int fact) {
    long fields = 0;
    for (int variable : plan.plan(fact).variables) {
      fields |= ((1L << layout.width(variable)) - 1) << layout.position(variable);
    }
    return fields;
  }

  /** The row that was last finished, as far as it is about a fact. */
  public long codesOf(int fact) {
    return row[0] & fieldsOf(fact);
  }

  /** What {@link #codesOf} gave for a value is known: replaces the bits of {@code fields}. */
  public void put(long fields, long codes) {
    row[0] = (row[0] & ~fields) | codes;
  }

  /**
   * Begins a row: nothing is known.
   *
   * @param day the date of service, since 1970-01-01, within the years 1 to 9999
   */
  public void start(long day) {
    dateOfService = day;
    long[] blank = plan.blank(day);
    System.arraycopy(blank, 0, row, 0, row.length);
    if (!touched.isEmpty()) {
      touched.clear();
      joint.clear();
    }
  }

  private void set(int variable, int code) {
    layout.setCode(row, 0, variable, code);
  }

  /** A yes/no fact is known, or whether a document is in force. */
  public boolean yesNo(int fact, boolean yes) {
    if (!(plan.plan(fact) instanceof FactPlan.Flag flag)) {
      return false;
    }
    for (int variable : flag.variables) {
      set(variable, yes ? FactPlan.Flag.YES : FactPlan.Flag.NO);
    }
    return true;
  }

  /**
   * An enumerated fact is known.
   *
   * @param place of the value in the declaration, from 0
   */
  public boolean symbol(int fact, int place) {
    if (!(plan.plan(fact) instanceof FactPlan.Symbol symbol)
        || place < 0
        || place >= symbol.codes.length) {
      return false;
    }
    for (int variable : symbol.variables) {
      set(variable, symbol.codes[place]);
    }
    return true;
  }

  /** A number is known: {@code unscaled} times 10 to the power of minus {@code digits}. */
  public boolean number(int fact, long unscaled, int digits) {
    if (!(plan.plan(fact) instanceof FactPlan.Quantity number)) {
      return decimal(fact, BigDecimal.valueOf(unscaled, digits));
    }
    if (!number.range.contains(unscaled, digits)) {
      return false;
    }
    for (int index = 0; index < number.variables.length; index++) {
      set(number.variables[index], number.cuts[index].reachedBy(unscaled, digits) + 1);
    }
    return true;
  }

  /** A number is known. */
  public boolean decimal(int fact, BigDecimal value) {
    switch (plan.plan(fact)) {
      case FactPlan.Quantity number -> {
        if (!number.range.contains(value)) {
          return false;
        }
        for (int index = 0; index < number.variables.length; index++) {
          set(number.variables[index], number.cuts[index].reachedBy(value) + 1);
        }
        return true;
      }
      case FactPlan.Joint part -> {
        boolean fits =
            switch (part.type) {
              case FactType.Quantity type -> NumberRange.of(type).contains(value);
              case FactType.Count type -> NumberRange.of(type).contains(value);
              case FactType.YesNo _,
                  FactType.Enumeration _,
                  FactType.Date _,
                  FactType.SingleCode _,
                  FactType.CodeList _,
                  FactType.History _,
                  FactType.Document _ ->
                  false;
            };
        return fits && join(fact, part, new Value.Decimal(value));
      }
      case FactPlan.Flag _,
          FactPlan.Symbol _,
          FactPlan.SingleCode _,
          FactPlan.CodeList _,
          FactPlan.Day _ -> {
        return false;
      }
    }
  }

  /**
   * A date is known.
   *
   * @param day since 1970-01-01
   */
  public boolean day(int fact, long day) {
    if (day < FIRST || day > LAST) {
      return false;
    }
    return switch (plan.plan(fact)) {
      case FactPlan.Day date -> {
        for (int index = 0; index < date.variables.length; index++) {
          set(date.variables[index], date.cuts[index].reachedBy(day, dateOfService) + 1);
        }
        yield true;
      }
      case FactPlan.Joint part ->
          part.type instanceof FactType.Date
              && join(fact, part, new Value.Day(LocalDate.ofEpochDay(day)));
      case FactPlan.Flag _,
          FactPlan.Symbol _,
          FactPlan.SingleCode _,
          FactPlan.CodeList _,
          FactPlan.Quantity _ ->
          false;
    };
  }

  /** A code is known. */
  public boolean code(int fact, Code code) {
    if (!(plan.plan(fact) instanceof FactPlan.SingleCode single)) {
      return false;
    }
    int block = single.blocks.of(code);
    if (block < 0) {
      return false;
    }
    for (int variable : single.variables) {
      set(variable, block + 1);
    }
    return true;
  }

  /** A list of codes is known, as far as it goes or, when {@code complete}, to the end. */
  public boolean codes(int fact, Iterable<Code> codes, boolean complete) {
    if (!(plan.plan(fact) instanceof FactPlan.CodeList list)) {
      return false;
    }
    long listed = 0;
    for (Code code : codes) {
      int block = list.blocks.of(code);
      if (block < 0) {
        return false;
      }
      listed |= 1L << block;
    }
    for (int index = 0; index < list.variables.length; index++) {
      boolean has = (listed >>> list.blockOf[index] & 1) != 0;
      set(
          list.variables[index],
          has ? FactPlan.Flag.YES : complete ? FactPlan.Flag.NO : RowLayout.UNKNOWN);
    }
    return true;
  }

  /** The value of a fact of whatever type is known. */
  public boolean value(int fact, Value value) {
    return switch (value) {
      case Value.YesNo(boolean yes) ->
          plan.plan(fact) instanceof FactPlan.Flag flag && !flag.document && yesNo(fact, yes);
      case Value.InForce(boolean inForce) ->
          plan.plan(fact) instanceof FactPlan.Flag flag && flag.document && yesNo(fact, inForce);
      case Value.Symbol(String name) ->
          plan.plan(fact) instanceof FactPlan.Symbol symbol
              && symbol(fact, symbol.places.getOrDefault(name, -1));
      case Value.Decimal(BigDecimal number) -> decimal(fact, number);
      case Value.Day(LocalDate date) -> day(fact, date.toEpochDay());
      case Value.OneCode(Code code) -> code(fact, code);
      case Value.Codes codes -> codes(fact, codes.codes(), codes.complete());
      case Value.Events events ->
          plan.plan(fact) instanceof FactPlan.Joint part
              && part.type instanceof FactType.History
              && isPossible(events.events())
              && history(fact, part, events);
    };
  }

  private static boolean isPossible(List<Event> events) {
    for (Event event : events) {
      if (event.first().toEpochDay() < FIRST || event.last().toEpochDay() > LAST) {
        return false;
      }
    }
    return true;
  }

  /**
   * A complete history is as direct as a number. So is an incomplete one when one variable asks for
   * it and what may be missing adds to it: as many cuts are reached, or more.
   */
  private boolean history(int fact, FactPlan.Joint part, Value.Events events) {
    if (part.complete.length != part.variables.length) {
      return join(fact, part, events);
    }
    if (!events.complete()) {
      return isAtLeast(part, events.events()) || join(fact, part, events);
    }
    for (int index = 0; index < part.variables.length; index++) {
      set(
          part.variables[index],
          part.complete[index].reachedBy(events.events(), dateOfService) + 1);
    }
    return true;
  }

  /**
   * Writes what a history at least comes to, if that is all there is to say: all cuts are reached,
   * or there is one variable, of which remains what is possible for anyone and not less.
   */
  private boolean isAtLeast(FactPlan.Joint part, List<Event> events) {
    boolean alone = part.component >= 0 && plan.isAlone(part.component);
    long[] blank = plan.blank(dateOfService);
    for (int index = 0; index < part.variables.length; index++) {
      int variable = part.variables[index];
      HistoryCuts cuts = part.complete[index];
      int reached = cuts.reachedBy(events, dateOfService);
      int code = reached + 1;
      if (reached < cuts.all()) {
        long possible = layout.mask(variable, layout.code(blank, 0, variable)) & -1L << reached;
        code = layout.codeOf(variable, possible);
        if (!alone || possible == 0 || code == layout.partly(variable)) {
          return false;
        }
      }
      set(variable, code);
    }
    return true;
  }

  private boolean join(int fact, FactPlan.Joint part, Value value) {
    know(fact, part, new Knowledge.Known(value, List.of()));
    return true;
  }

  private void know(int fact, FactPlan.Joint part, Knowledge knowledge) {
    if (part.component >= 0) {
      touched.set(part.component);
      joint.put(plan.declaration(fact).name(), knowledge);
    }
  }

  /** A fact is one of several values. */
  void narrowed(int fact, Knowledge.Narrowed knowledge) {
    FactPlan of = plan.plan(fact);
    if (of instanceof FactPlan.Joint part) {
      know(fact, part, knowledge);
    } else {
      plan.write(fact, LocalDate.ofEpochDay(dateOfService), knowledge, row);
    }
  }

  /**
   * Ends the row.
   *
   * @param rows where it is written, from {@code offset} on, {@link RowLayout#words} long
   */
  public void finish(long[] rows, int offset) {
    finishJoint();
    System.arraycopy(row, 0, rows, offset, row.length);
  }

  /** Ends the row of a layout of one word. */
  public long finish() {
    finishJoint();
    return row[0];
  }

  /**
   * Whether the last finished row says all that is known. When not, facts depend on each other in
   * too many ways, every variable is marked as known in part, and only the exact engine can answer.
   */
  public boolean isWorkedOut() {
    return workedOut;
  }

  /** Writes a component; what one and the same value came to on a day is remembered. */
  private boolean write(int part, LocalDate date) {
    FactName only = row.length == 1 ? plan.onlyFact(part) : null;
    if (only == null || !(joint.get(only) instanceof Knowledge.Known(Value value, var _))) {
      return plan.write(part, date, joint, row);
    }
    int slot = (31 * System.identityHashCode(value) + (int) dateOfService) & (VALUES - 1);
    Seen seen = this.seen[slot];
    if (seen != null && seen.isOf(value, dateOfService)) {
      put(seen.fields, seen.codes);
      return true;
    }
    boolean written = plan.write(part, date, joint, row);
    if (written) {
      long fields = plan.fields(part);
      this.seen[slot] = new Seen(value, dateOfService, fields, row[0] & fields);
    }
    return written;
  }

  /** What a value came to. */
  private static final class Seen {
    private final Value value;
    private final long day;
    private final long fields;
    private final long codes;

    Seen(Value value, long day, long fields, long codes) {
      this.value = value;
      this.day = day;
      this.fields = fields;
      this.codes = codes;
    }

    /** Of this very object, so that nothing has to be compared. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Value other, long otherDay) {
      return day == otherDay && value == other;
    }
  }

  private void finishJoint() {
    boolean complete = !plan.isTooMuch(touched);
    if (!touched.isEmpty()) {
      LocalDate date = LocalDate.ofEpochDay(dateOfService);
      for (int part = touched.nextSetBit(0); part >= 0; part = touched.nextSetBit(part + 1)) {
        complete &= write(part, date);
      }
    }
    workedOut = complete;
    if (!complete) {
      for (int variable = 0; variable < layout.variables(); variable++) {
        set(variable, layout.partly(variable));
      }
    }
  }
}
