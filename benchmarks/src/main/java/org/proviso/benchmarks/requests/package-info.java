/** The seeded requests, in a form that belongs to no engine. */
@NullMarked
package org.proviso.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
