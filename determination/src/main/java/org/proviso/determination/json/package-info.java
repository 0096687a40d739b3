/** JSON as immutable values: read strictly, written canonically (RFC 8785) or for people. */
@NullMarked
package org.proviso.determination.json;

import org.jspecify.annotations.NullMarked;
