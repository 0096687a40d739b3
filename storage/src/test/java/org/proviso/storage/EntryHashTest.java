package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proviso.ground.digest.Sha256;

/** The hash is what its documentation says, so that others can verify a log without Proviso. */
class EntryHashTest {
  private static final String DIGEST = Sha256.of(new byte[0]).hex();

  /** The encoding written out by hand. */
  @Test
  void theHashIsThatOfTheDocumentedEncoding() {
    Sha256 origin = EntryHash.origin("log-1");
    assertThat(origin).isEqualTo(sha256(text("proviso-log-1") + text("log-1")));
    String fields = fields(origin);
    assertThat(EntryHash.of(7, entry("clinic"), origin))
        .isEqualTo(sha256(text("proviso-log-2") + fields + text("clinic")));
    assertThat(EntryHash.of(7, entry(""), origin))
        .as("an entry of format 1, which named no caller")
        .isEqualTo(sha256(text("proviso-log-1") + fields));
  }

  private static NewEntry entry(String caller) {
    return new NewEntry(
        "a",
        "key",
        EntryKind.DECISION,
        new Sha256(DIGEST),
        Content.of("record"),
        Content.of("returned"),
        Instant.ofEpochSecond(1, 2_000),
        caller);
  }

  private static String fields(Sha256 origin) {
    return "00000020"
        + origin.hex()
        + "00000008"
        + "0000000000000007"
        + text("a")
        + text("key")
        + text("decision")
        + "00000020"
        + DIGEST
        + "00000020"
        + Content.of("record").sha256().hex()
        + "00000020"
        + Content.of("returned").sha256().hex()
        + "00000008"
        + "%016x".formatted(1_000_002);
  }

  private static String text(String ascii) {
    var hex = new StringBuilder("%08x".formatted(ascii.length()));
    ascii.chars().forEach(character -> hex.append("%02x".formatted(character)));
    return hex.toString();
  }

  private static Sha256 sha256(String hex) {
    return Sha256.of(java.util.HexFormat.of().parseHex(hex));
  }

  @Test
  void identifiersThatCouldHidePatientDataOrBreakMessagesAreRefused() {
    for (String wrong : List.of("", " ", "a b", "a\nb", "é", "a".repeat(201))) {
      assertThatThrownBy(() -> Entries.entry("key", wrong, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Entries.entry(wrong, "assertion", 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new EntryKind("Decision"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sha256("AB".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
