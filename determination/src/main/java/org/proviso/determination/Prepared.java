package org.proviso.determination;

/** What comes of choosing the version for many requests at a time. */
public sealed interface Prepared permits Plan, Refused {}
