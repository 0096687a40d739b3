/**
 * Many requests at a time: decide a file of them, or see whose outcome a revision would have
 * changed.
 *
 * <p>A {@link org.proviso.bulk.History} is a file cut in parts; {@link org.proviso.bulk.Workers}
 * read parts on all cores, each in constant memory; {@link org.proviso.bulk.Impact} and {@link
 * org.proviso.bulk.BatchDecision} say what is done with a row.
 */
@NullMarked
package org.proviso.bulk;

import org.jspecify.annotations.NullMarked;
