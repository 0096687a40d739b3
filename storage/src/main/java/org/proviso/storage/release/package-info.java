/**
 * Releases of the guidelines: a release is a numbered, immutable set of files; every publication
 * makes the next one, after its checks, in one step.
 */
@NullMarked
package org.proviso.storage.release;

import org.jspecify.annotations.NullMarked;
