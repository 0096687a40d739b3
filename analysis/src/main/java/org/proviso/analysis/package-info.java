/**
 * What a guideline does to whom: regions of patients as diagrams, in words, and with a patient of
 * each. {@link org.proviso.analysis.diff} and {@link org.proviso.analysis.verify} build on it.
 * Depends on the engine and what is below it; knows nothing of JSON or files.
 */
@NullMarked
package org.proviso.analysis;

import org.jspecify.annotations.NullMarked;
