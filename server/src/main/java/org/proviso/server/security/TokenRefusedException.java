package org.proviso.server.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A token is not one that is accepted. The message is for the client; nothing of the token is in
 * it.
 */
public final class TokenRefusedException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  TokenRefusedException(String why) {
    super(why);
  }
}
