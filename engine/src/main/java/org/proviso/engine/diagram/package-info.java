/**
 * The decision-diagram kernel: multi-way, multi-terminal, reduced, ordered, hash-consed diagrams
 * over finitely many variables with finitely many cells. It knows no medicine and no guideline.
 *
 * <p>Background: multi-valued decision diagrams (Kam, Villa, Brayton and Sangiovanni-Vincentelli,
 * 1998) and the apply and restrict operations of Bryant (1986). Depends on the JDK alone. Start
 * reading at {@link org.proviso.engine.diagram.Diagrams}.
 */
@NullMarked
package org.proviso.engine.diagram;

import org.jspecify.annotations.NullMarked;
