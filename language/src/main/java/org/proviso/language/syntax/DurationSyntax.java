package org.proviso.language.syntax;

import org.proviso.language.model.Duration;
import org.proviso.language.model.Span;

/** A calendar distance at its place. */
public record DurationSyntax(Duration duration, Span span) {}
