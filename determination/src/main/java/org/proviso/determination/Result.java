package org.proviso.determination;

/** What comes of a request at the door. */
public sealed interface Result permits Determination, Refused {}
