package org.proviso.server.security;

/** What came of asking who is asking. */
public sealed interface Authentication {
  /** It is certain. */
  record Accepted(Caller caller) implements Authentication {}

  /**
   * It is not.
   *
   * @param status 401, or 403 where the token is good and does not permit this
   * @param error the code of RFC 6750 section 3.1
   * @param why for the client and the log; nothing of the token's contents
   */
  record Denied(int status, String error, String why) implements Authentication {}

  /** It cannot be told now: a key set does not answer. Trying again later may help. */
  record Unavailable(String why) implements Authentication {}
}
