package org.proviso.benchmarks.handwritten;

/** Facts packed into one number; which bits are which fact is its reader's to know. */
public record Packed(long facts) {}
