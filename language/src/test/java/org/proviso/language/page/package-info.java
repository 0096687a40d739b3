/** Tests of how prose and criteria are kept together. */
@NullMarked
package org.proviso.language.page;

import org.jspecify.annotations.NullMarked;
