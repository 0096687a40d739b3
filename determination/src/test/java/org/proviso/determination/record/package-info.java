/** Records as they are kept, and replayed. */
@NullMarked
package org.proviso.determination.record;

import org.jspecify.annotations.NullMarked;
