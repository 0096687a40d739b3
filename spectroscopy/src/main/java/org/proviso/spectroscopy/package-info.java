/**
 * Magnetic resonance spectroscopy of protons: from a scanner file to a quantified, quality-checked
 * spectrum and its report. Knows nothing of coverage.
 *
 * <p>Start at {@link org.proviso.spectroscopy.Spectroscopy}. The packages below build on each other
 * in this order: {@code model}; {@code read}, {@code process}, {@code place}, {@code basis}, {@code
 * simulate}; {@code fit}; {@code quality}; {@code report}.
 */
@NullMarked
package org.proviso.spectroscopy;

import org.jspecify.annotations.NullMarked;
