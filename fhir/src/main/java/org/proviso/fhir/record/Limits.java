package org.proviso.fhir.record;

/**
 * How much is read before it is refused.
 *
 * @param bytes of the whole input
 * @param depth of nested objects and arrays
 * @param numberLength characters of a number
 * @param stringLength characters of a string
 * @param resources entries of the bundle, contained resources included
 * @param elements JSON values kept of all resources together; bounds the memory used
 */
public record Limits(
    long bytes, int depth, int numberLength, int stringLength, int resources, int elements) {
  /** 64 MiB, depth 100, numbers of 100 and strings of 4 million characters, 50,000 resources. */
  public static final Limits STANDARD =
      new Limits(64L << 20, 100, 100, 4_000_000, 50_000, 2_000_000);
}
