/** What verifying finds, and what a document may say of it. */
@NullMarked
package org.proviso.analysis.verify;

import org.jspecify.annotations.NullMarked;
