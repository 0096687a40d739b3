/**
 * Documents and folders of documents: reading one, resolving what it uses, and finding the version
 * in force.
 *
 * <p>Start reading at {@link org.proviso.language.library.Document} and {@link
 * org.proviso.language.library.Library}.
 */
@NullMarked
package org.proviso.language.library;

import org.jspecify.annotations.NullMarked;
