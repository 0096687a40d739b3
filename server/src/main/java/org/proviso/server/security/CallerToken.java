package org.proviso.server.security;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** A caller whose token was accepted. The token itself is not kept. */
final class CallerToken extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerToken(Caller caller, Collection<? extends GrantedAuthority> authorities) {
    super(authorities);
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Object getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }
}
