/**
 * What is left of a guideline's diagrams once what is known of a request has been taken in.
 *
 * <p>Deciding and asking both stand on it.
 */
@NullMarked
package org.proviso.engine.residual;

import org.jspecify.annotations.NullMarked;
