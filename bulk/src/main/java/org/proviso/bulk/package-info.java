/** Many requests at once: batches of packed facts, and the impact of a revision on a history. */
@NullMarked
package org.proviso.bulk;

import org.jspecify.annotations.NullMarked;
