/**
 * What is wrong with a document, where, why, and what to write instead.
 *
 * <p>Start reading at {@link org.proviso.language.diagnostics.Diagnostic}.
 */
@NullMarked
package org.proviso.language.diagnostics;

import org.jspecify.annotations.NullMarked;
