package org.proviso.fhir.record;

/** Which elements a record keeps, for tests of other packages. */
public final class KeptElements {
  private KeptElements() {}

  /** Whether elements of that name are kept with their value. */
  public static boolean keeps(String name) {
    int symbol = KnownElement.NAMES.words().indexOf(name);
    return symbol >= 0 && KnownElement.of(symbol).role() == KnownElement.Role.KEPT;
  }
}
