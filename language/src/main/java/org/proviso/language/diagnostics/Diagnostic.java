package org.proviso.language.diagnostics;

import java.util.Optional;
import org.proviso.language.model.Span;

/**
 * One thing that is wrong with a document.
 *
 * @param id a stable identifier, for example {@code unknown-fact}; what a suppression names
 * @param message what is wrong and why, as a sentence
 * @param help what to write instead, when there is something to say
 * @param excerpt the source line, for the caret to point into
 */
public record Diagnostic(
    String id,
    Severity severity,
    Span span,
    String message,
    Optional<String> help,
    String excerpt) {}
