/** Tests of what happens between a request and its answer. */
@NullMarked
package org.proviso.server.service;

import org.jspecify.annotations.NullMarked;
