/**
 * What is measured: warm, cold, memory. Start reading at {@link
 * org.proviso.benchmarks.measure.Main}.
 */
@NullMarked
package org.proviso.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
