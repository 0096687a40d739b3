/** What is promised of proofs: they agree with enumeration, and say when they gave up. */
@NullMarked
package org.proviso.analysis.proof;

import org.jspecify.annotations.NullMarked;
