/**
 * The architecture as tests: {@link org.proviso.architecture.House} is the table of modules and of
 * what each may see. It depends on every module; nothing depends on it.
 */
@NullMarked
package org.proviso.architecture;

import org.jspecify.annotations.NullMarked;
