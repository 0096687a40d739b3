/**
 * From syntax to the checked model: names resolve, types fit, units convert, and prose and criteria
 * agree. One class for each check.
 *
 * <p>Start reading at {@link org.proviso.language.check.DocumentChecker}.
 */
@NullMarked
package org.proviso.language.check;

import org.jspecify.annotations.NullMarked;
