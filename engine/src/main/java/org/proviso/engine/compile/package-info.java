/**
 * From a checked guideline to decision diagrams: which distinctions the guideline makes of its
 * facts, which of them go together, and what is decided where.
 *
 * <p>Depends on the language's model and the diagram kernel. Start reading at {@link
 * org.proviso.engine.compile.GuidelineCompiler}; the distinctions are {@link
 * org.proviso.engine.compile.Variable}, what goes together is {@link
 * org.proviso.engine.compile.Situation}.
 */
@NullMarked
package org.proviso.engine.compile;

import org.jspecify.annotations.NullMarked;
