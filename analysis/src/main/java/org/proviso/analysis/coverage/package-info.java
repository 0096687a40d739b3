/** Cases that are missing from a document. */
@NullMarked
package org.proviso.analysis.coverage;

import org.jspecify.annotations.NullMarked;
