/**
 * HTTP: who may send what ({@code SecurityConfiguration}), what each route does (the controllers),
 * and what is said when a request is refused or fails ({@code AnswerFilter}). Everything that
 * leaves is written here, so that nothing leaves that was not meant to.
 */
@NullMarked
package org.proviso.server.http;

import org.jspecify.annotations.NullMarked;
