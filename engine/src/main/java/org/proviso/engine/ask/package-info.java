/**
 * Which question to ask next, and how many questions that comes to. Start reading at {@link
 * org.proviso.engine.ask.Interview}.
 */
@NullMarked
package org.proviso.engine.ask;

import org.jspecify.annotations.NullMarked;
