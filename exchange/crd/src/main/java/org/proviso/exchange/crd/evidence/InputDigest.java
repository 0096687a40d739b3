package org.proviso.exchange.crd.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proviso.ground.digest.Sha256;

/**
 * The digest of all that an answer is made from: of the call's body; or, when replies of the EHR
 * were used as well, of the digests of the body and of each reply in the order asked, in lower-case
 * hexadecimal, each ended by a line feed. For one thread.
 */
public final class InputDigest {
  private final List<String> digests = new ArrayList<>();

  /**
   * Nothing but the call yet.
   *
   * @param body SHA-256 of the call's body in lower-case hexadecimal
   */
  public InputDigest(String body) {
    digests.add(body);
  }

  void add(byte[] reply) {
    digests.add(Sha256.of(reply).hex());
  }

  /** In lower-case hexadecimal. */
  public String hex() {
    return digests.size() == 1
        ? digests.getFirst()
        : Sha256.of((String.join("\n", digests) + "\n").getBytes(StandardCharsets.UTF_8)).hex();
  }
}
