package org.proviso.fhir.record;

/** One resource of the record. Two are equal when they are the same one. */
public final class Resource {
  private final ResourceType type;
  private final String reference;
  private final Location location;
  private final Node.Members content;
  private final String fullUrl;
  private final boolean modified;
  private final String chosenTwice;

  /**
   * A resource.
   *
   * @param type what it is
   * @param reference how answers name it: {@code Condition/c1}, {@code Condition/c1#m1} when
   *     contained, its full URL, or its location when it has neither
   * @param location where it stands
   * @param content its elements, without what facts never need
   * @param fullUrl of its entry, or of the entry that contains it; empty when it has none that is
   *     well formed
   * @param modified whether it has a modifier extension anywhere
   * @param chosenTwice a choice of types that it makes twice, for example {@code value}; empty when
   *     it makes none twice
   */
  Resource(
      ResourceType type,
      String reference,
      Location location,
      Node.Members content,
      String fullUrl,
      boolean modified,
      String chosenTwice) {
    this.type = type;
    this.reference = reference;
    this.location = location;
    this.content = content;
    this.fullUrl = fullUrl;
    this.modified = modified;
    this.chosenTwice = chosenTwice;
  }

  /**
   * Where a resource stands in a bundle.
   *
   * @param entry its number, from 0
   * @param contained where in the entry's resource it is contained: {@code .contained[1]}; empty
   *     for the entry's own
   */
  record Location(int entry, String contained) {
    /** A FHIRPath from the root: {@code Bundle.entry[3].resource}. */
    @Override
    public String toString() {
      return "Bundle.entry[" + entry + "].resource" + contained;
    }
  }

  public ResourceType type() {
    return type;
  }

  public String reference() {
    return reference;
  }

  /** A FHIRPath from the root: {@code Bundle.entry[3].resource}. */
  public String location() {
    return location.toString();
  }

  Node.Members content() {
    return content;
  }

  /** The string under that name; empty when it is missing or no string. */
  public String textOrEmpty(String element) {
    return content.get(element) instanceof Node.Text(String text) ? text : "";
  }

  String fullUrl() {
    return fullUrl;
  }

  public boolean modified() {
    return modified;
  }

  public String chosenTwice() {
    return chosenTwice;
  }
}
