/** How the analysis grows with the number of facts. */
@NullMarked
package org.proviso.analysis.growth;

import org.jspecify.annotations.NullMarked;
