/** Tests of what HTTP carries. */
@NullMarked
package org.proviso.server.http;

import org.jspecify.annotations.NullMarked;
