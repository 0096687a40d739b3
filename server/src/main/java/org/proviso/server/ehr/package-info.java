/** Asks EHRs' FHIR servers, and only those that are configured. */
@NullMarked
package org.proviso.server.ehr;

import org.jspecify.annotations.NullMarked;
