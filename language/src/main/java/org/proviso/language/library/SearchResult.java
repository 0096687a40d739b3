package org.proviso.language.library;

import org.proviso.language.model.Guideline;

/**
 * A place that speaks of what was searched for.
 *
 * @param place {@code title}, {@code also known as}, or the heading of a section
 * @param excerpt a line or so around the first match
 */
public record SearchResult(Guideline guideline, String place, String excerpt) {}
