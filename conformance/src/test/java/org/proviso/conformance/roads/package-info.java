/** One request by every road comes to one answer. */
@NullMarked
package org.proviso.conformance.roads;

import org.jspecify.annotations.NullMarked;
