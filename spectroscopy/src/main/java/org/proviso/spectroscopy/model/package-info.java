/**
 * The signal model every other package of spectroscopy shares: a complex time signal with named
 * dimensions, how it was acquired, where its voxel lies, and every header value that was used.
 *
 * <p>Depends on nothing but the JDK. Start reading at {@link
 * org.proviso.spectroscopy.model.MrsData}; the one sign convention is stated at {@link
 * org.proviso.spectroscopy.model.ChemicalShift}.
 */
@NullMarked
package org.proviso.spectroscopy.model;

import org.jspecify.annotations.NullMarked;
