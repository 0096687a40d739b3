/**
 * The record of a determination: what was decided, under what, from which facts, and why. One JSON
 * object serves programs, the file that is kept, and replay.
 *
 * <p>Start reading at {@link org.proviso.determination.record.RecordWriter}.
 */
@NullMarked
package org.proviso.determination.record;

import org.jspecify.annotations.NullMarked;
