/** FHIR R4 resources in, facts out. */
@NullMarked
package org.proviso.fhir;

import org.jspecify.annotations.NullMarked;
