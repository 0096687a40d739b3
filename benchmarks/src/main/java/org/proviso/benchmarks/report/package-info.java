/** Results, the machine they were measured on, and how both are written. */
@NullMarked
package org.proviso.benchmarks.report;

import org.jspecify.annotations.NullMarked;
