package org.proviso.engine;

import java.util.List;
import org.proviso.engine.compile.GuidelineCompiler;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.model.Guideline;

/**
 * The way into the engine. It is a pure function library: no state, no input or output, no
 * reflection.
 */
public final class Engine {
  private Engine() {}

  /** What compiling comes to. */
  public sealed interface Compilation {
    /** Warnings, and the errors if there are any. */
    List<Diagnostic> diagnostics();

    /**
     * The guideline can be used.
     *
     * @param diagnostics warnings
     */
    record Compiled(CompiledGuideline guideline, List<Diagnostic> diagnostics)
        implements Compilation {
      public Compiled {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /**
     * The guideline cannot be used.
     *
     * @param diagnostics at least one error
     */
    record Rejected(List<Diagnostic> diagnostics) implements Compilation {
      public Rejected {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /**
   * Compiles a checked guideline.
   *
   * <p>Diagnostics: {@code conflicting-clauses}, {@code undecided-end} and {@code too-complex} are
   * errors, {@code dead-clause} is a warning. A guideline too large for its budget of diagram nodes
   * is rejected as {@code too-complex}; nothing else is thrown for a guideline that the language
   * accepts.
   */
  public static Compilation compile(Guideline guideline) {
    return compilation(GuidelineCompiler.compile(guideline));
  }

  /**
   * Compiles a checked guideline with so many diagram nodes at most, in the order in which its
   * facts are mentioned.
   */
  public static Compilation compile(Guideline guideline, int mostNodes) {
    return compilation(GuidelineCompiler.compile(guideline, mostNodes));
  }

  private static Compilation compilation(GuidelineCompiler.Outcomes outcomes) {
    return outcomes
        .model()
        .<Compilation>map(
            model -> new Compilation.Compiled(new CompiledGuideline(model), outcomes.diagnostics()))
        .orElseGet(() -> new Compilation.Rejected(outcomes.diagnostics()));
  }
}
