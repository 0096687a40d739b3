/**
 * Scores of answers: a row for each spectrum, and bias, error and coverage for each cell.
 *
 * <p>Depends on {@code fitter} and {@code signal}. Start at {@link
 * org.proviso.spectroscopy.yardstick.score.Score}.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick.score;

import org.jspecify.annotations.NullMarked;
