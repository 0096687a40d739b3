/**
 * Conditions, terms and windows as plain English, for a clinician to read back.
 *
 * <p>Start reading at {@link org.proviso.language.words.ConditionWords}.
 */
@NullMarked
package org.proviso.language.words;

import org.jspecify.annotations.NullMarked;
