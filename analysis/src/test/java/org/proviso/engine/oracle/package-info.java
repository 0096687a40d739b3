/** The engine's oracle, opened for the analysis: patients enumerated, outcomes by the law. */
@NullMarked
package org.proviso.engine.oracle;

import org.jspecify.annotations.NullMarked;
