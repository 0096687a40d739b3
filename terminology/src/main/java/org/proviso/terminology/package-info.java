/**
 * Codes, code systems with hierarchy and dated releases, value sets, and units of measure.
 *
 * <p>Depends on nothing but the JDK and the UCUM library. Start reading at {@link
 * org.proviso.terminology.Code}.
 */
@NullMarked
package org.proviso.terminology;

import org.jspecify.annotations.NullMarked;
