/**
 * The engine: a checked guideline in, answers out. Start reading at {@link
 * org.proviso.engine.Engine}; {@link org.proviso.engine.CompiledGuideline} decides requests.
 */
@NullMarked
package org.proviso.engine;

import org.jspecify.annotations.NullMarked;
