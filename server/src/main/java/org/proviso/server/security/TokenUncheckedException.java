package org.proviso.server.security;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be checked now. The same call later may succeed. */
public final class TokenUncheckedException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  TokenUncheckedException(String why) {
    super(why);
  }
}
