package org.proviso.language.syntax;

import org.proviso.language.model.Span;

/** A piece of text as it is written, at its place. */
public record Word(String text, Span span) {}
