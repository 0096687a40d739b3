/** Guideline documents and their checked model. */
@NullMarked
package org.proviso.language;

import org.jspecify.annotations.NullMarked;
