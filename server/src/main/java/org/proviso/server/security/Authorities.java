package org.proviso.server.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What callers may be granted. */
public final class Authorities {
  /** Calling hooks. */
  public static final String HOOKS = "HOOKS";

  private static final String SCOPE = "SCOPE_";

  private Authorities() {}

  /** The authority of a scope. */
  public static String of(Scope scope) {
    return SCOPE + scope.word();
  }

  static List<GrantedAuthority> of(Collection<Scope> scopes) {
    var granted = new ArrayList<GrantedAuthority>();
    scopes.forEach(scope -> granted.add(new SimpleGrantedAuthority(of(scope))));
    return granted;
  }

  /** Everything, for a demonstration. */
  public static List<GrantedAuthority> all() {
    var granted = new ArrayList<>(of(List.of(Scope.values())));
    granted.add(new SimpleGrantedAuthority(HOOKS));
    return granted;
  }
}
