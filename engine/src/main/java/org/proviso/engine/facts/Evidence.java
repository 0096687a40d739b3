package org.proviso.engine.facts;

/** Where a piece of knowledge comes from. */
public sealed interface Evidence {
  /**
   * A place in a resource of the record.
   *
   * @param reference the resource, for example {@code Procedure/p1}
   * @param path where in it, as a FHIRPath, for example {@code Procedure.code.coding[0]}
   * @param says what stands there, for example {@code icd10pcs 00B00ZZ on 2024-03-02}; never a
   *     name, an identifier or free text of a patient
   */
  record Resource(String reference, String path, String says) implements Evidence {}

  /**
   * An answer somebody gave.
   *
   * @param channel how it was given, for example {@code command line} or {@code interview}
   */
  record Answered(String channel) implements Evidence {}

  /**
   * The library of guidelines itself.
   *
   * @param document identifier and version, for example {@code ncd-220.2.1 2004-09-10}
   */
  record Library(String document) implements Evidence {}

  /** An example in the document. */
  record Example(String name) implements Evidence {}
}
