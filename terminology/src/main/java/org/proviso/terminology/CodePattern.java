package org.proviso.terminology;

/**
 * What one entry of a value set selects: one code, a code with everything below it in its system's
 * hierarchy ({@code C71.*}), or the codes from one to another in the system's order ({@code
 * D33.0..D33.2}, with everything below the last).
 */
public sealed interface CodePattern {
  /** The system whose codes the pattern selects. */
  CodeSystem system();

  /** Exactly one code. */
  record Exactly(Code code) implements CodePattern {
    @Override
    public CodeSystem system() {
      return code.system();
    }
  }

  /** A code and all its descendants. */
  record Below(Code code) implements CodePattern {
    @Override
    public CodeSystem system() {
      return code.system();
    }
  }

  /** All codes from {@code first} to {@code last} and the descendants of {@code last}. */
  record Between(Code first, Code last) implements CodePattern {
    public Between {
      if (first.system() != last.system()) {
        throw new IllegalArgumentException("a range of codes stays within one code system");
      }
    }

    @Override
    public CodeSystem system() {
      return first.system();
    }
  }
}
