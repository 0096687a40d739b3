/** What is wrong with a guideline that only its diagrams can tell. */
@NullMarked
package org.proviso.analysis.verify;

import org.jspecify.annotations.NullMarked;
