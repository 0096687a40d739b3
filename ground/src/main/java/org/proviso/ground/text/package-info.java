/** Text for people and for markup: names that were probably meant, escaping. */
@NullMarked
package org.proviso.ground.text;

import org.jspecify.annotations.NullMarked;
