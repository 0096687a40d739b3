package org.proviso.exchange.crd;

import org.proviso.determination.Determiner;

/**
 * Where the determiner of a hook call comes from. It is asked once for each call, so that a call
 * keeps the guidelines it began with while others are published.
 */
@FunctionalInterface
public interface DeterminerSource {
  /** The determiner over the guidelines that are active now. */
  Determiner current();
}
