/**
 * JSON: read from bytes token after token ({@link org.proviso.ground.json.JsonScanner}), as
 * immutable values ({@link org.proviso.ground.json.Json}), and written canonically (RFC 8785) or
 * for people.
 */
@NullMarked
package org.proviso.ground.json;

import org.jspecify.annotations.NullMarked;
