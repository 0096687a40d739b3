/**
 * What the server does between reading a request and sending its answer: decide under the active
 * guidelines, store, and only then answer. Knows no HTTP.
 */
@NullMarked
package org.proviso.server.service;

import org.jspecify.annotations.NullMarked;
