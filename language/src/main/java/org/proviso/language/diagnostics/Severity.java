package org.proviso.language.diagnostics;

/** How bad it is. */
public enum Severity {
  /** The document cannot be used. */
  ERROR,
  /** The document can be used, but probably does not say what is meant. */
  WARNING
}
