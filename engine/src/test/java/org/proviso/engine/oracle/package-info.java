/**
 * An independent check of the engine: the law, evaluated by walking the model with concrete
 * patients, against the diagrams. Start reading at {@link org.proviso.engine.oracle.OracleCheck}.
 */
@NullMarked
package org.proviso.engine.oracle;

import org.jspecify.annotations.NullMarked;
