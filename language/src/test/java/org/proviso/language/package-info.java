/** What the language promises, shown by documents and what is said of them. */
@NullMarked
package org.proviso.language;

import org.jspecify.annotations.NullMarked;
