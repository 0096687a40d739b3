/**
 * Keeps the prose and the criteria of a page together: what each criterion says is read back in
 * English, and who has read a sentence beside its criterion is kept in a lock file.
 *
 * <p>Start reading at {@link org.proviso.language.page.ReadBack} and {@link
 * org.proviso.language.page.Locks}.
 */
@NullMarked
package org.proviso.language.page;

import org.jspecify.annotations.NullMarked;
