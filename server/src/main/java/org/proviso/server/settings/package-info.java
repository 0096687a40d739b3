/**
 * What the server is told: a file of properties, the environment for secrets, checked as a whole
 * before anything is opened.
 */
@NullMarked
package org.proviso.server.settings;

import org.jspecify.annotations.NullMarked;
