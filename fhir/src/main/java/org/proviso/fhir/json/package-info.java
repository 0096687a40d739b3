/**
 * JSON read from bytes, token after token, without making an object of what is passed over. Knows
 * nothing of FHIR. Start with {@link org.proviso.fhir.json.JsonScanner}.
 */
@NullMarked
package org.proviso.fhir.json;

import org.jspecify.annotations.NullMarked;
