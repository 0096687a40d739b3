/** The door: which version, which facts, which refusal. */
@NullMarked
package org.proviso.determination;

import org.jspecify.annotations.NullMarked;
