/**
 * Many requests at a time: decide a file of them, or see whose outcome a revision would have
 * changed.
 *
 * <p>A {@link org.proviso.batch.History} is a file cut in parts; {@link org.proviso.batch.Workers}
 * read parts on all cores, each in constant memory; {@link org.proviso.batch.Impact} and {@link
 * org.proviso.batch.BatchDecision} say what is done with a row.
 */
@NullMarked
package org.proviso.batch;

import org.jspecify.annotations.NullMarked;
