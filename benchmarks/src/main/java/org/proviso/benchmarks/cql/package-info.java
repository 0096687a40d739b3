/** The CQL engine as a contestant, over parameters and over FHIR resources. */
@NullMarked
package org.proviso.benchmarks.cql;

import org.jspecify.annotations.NullMarked;
