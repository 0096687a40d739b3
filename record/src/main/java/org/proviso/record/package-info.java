/** Decision records and their replay. */
@NullMarked
package org.proviso.record;

import org.jspecify.annotations.NullMarked;
