package org.proviso.spectroscopy.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Every step that was taken, in order.
 *
 * @param steps the steps
 */
public record Ledger(List<Step> steps) {

  /**
   * One step.
   *
   * @param name the consensus' name of the step
   * @param description what was done, or why nothing was
   * @param constants every number that shaped it
   * @param source the method's publication; empty when it needs none
   */
  public record Step(String name, String description, List<Constant> constants, String source) {
    /** Copies the list. */
    public Step {
      constants = List.copyOf(constants);
    }
  }

  /**
   * A number that shaped a step.
   *
   * @param name what it is
   * @param value its value
   * @param unit its unit; empty for a pure number
   */
  public record Constant(String name, double value, String unit) {}

  /** Copies the list. */
  public Ledger {
    steps = List.copyOf(steps);
  }

  /** A ledger without steps. */
  public static Ledger empty() {
    return new Ledger(List.of());
  }

  /** This ledger with one more step. */
  public Ledger with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Ledger(more);
  }
}
