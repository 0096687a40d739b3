/**
 * What is known about a request, how well, and from where.
 *
 * <p>Adapters fill a {@link org.proviso.engine.facts.Request}; the engine only reads it.
 */
@NullMarked
package org.proviso.engine.facts;

import org.jspecify.annotations.NullMarked;
