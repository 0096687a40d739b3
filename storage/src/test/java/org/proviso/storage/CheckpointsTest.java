package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proviso.storage.Entries.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.embedded.EmbeddedLog;

/** Heads kept outside of a log show when it was cut. */
class CheckpointsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  @Test
  void whatIsAddedIsReadAndAHalfWrittenLastLineIsLeftOut() throws Exception {
    Path file = folder.resolve("checkpoints");
    var first = new LogHead(1, Sha256.of(new byte[] {1}));
    var second = new LogHead(2, Sha256.of(new byte[] {2}));
    Checkpoints.add(file, first, NOW);
    Checkpoints.add(file, second, NOW);
    Files.writeString(file, "2026-11-22T12:00:00Z 3:ab", StandardOpenOption.APPEND);

    assertThat(Checkpoints.read(file)).containsExactly(Anchor.of(first), Anchor.of(second));
  }

  @Test
  void aLineThatIsNoCheckpointIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("checkpoints"), "hello\n");
    assertThatThrownBy(() -> Checkpoints.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void aKeeperAddsTheHeadWhenItHasMovedAndOnceMoreAtTheEnd() throws Exception {
    Path file = folder.resolve("checkpoints");
    var told = new ArrayList<String>();
    try (DecisionLog log = EmbeddedLog.open(folder.resolve("log"))) {
      var keeper =
          new CheckpointKeeper(
              log, file, Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC), told::add);
      log.append(List.of(entry(1), entry(2)));
      keeper.close();
      List<Anchor> anchors = Checkpoints.read(file);
      assertThat(anchors).endsWith(Anchor.of(log.head())).doesNotHaveDuplicates();
      assertThat(log.verify(anchors, VerificationProgress.none()).whole()).isTrue();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aKeeperThatCannotWriteSaysSo() throws Exception {
    var told = new ArrayList<String>();
    try (DecisionLog log = EmbeddedLog.open(folder.resolve("log"))) {
      new CheckpointKeeper(
              log,
              folder.resolve("missing/checkpoints"),
              Duration.ofHours(1),
              Clock.systemUTC(),
              told::add)
          .close();
    }
    assertThat(told).isNotEmpty().allMatch(text -> text.contains("missing/checkpoints"));
  }

  @Test
  void anAnchorIsReadFromAHashWithOrWithoutItsNumber() {
    Sha256 hash = Sha256.of(new byte[0]);
    assertThat(Anchor.parse(hash.hex())).contains(new Anchor(OptionalLong.empty(), hash));
    assertThat(Anchor.parse("17:" + hash.hex())).contains(new Anchor(OptionalLong.of(17), hash));
    assertThat(Anchor.parse("17:" + hash.hex()).map(Anchor::toString))
        .isEqualTo(Optional.of("17:" + hash.hex()));
    for (String wrong :
        List.of("", "17", "x:" + hash.hex(), "17:" + hash.hex() + "0", "-1:" + hash.hex())) {
      assertThat(Anchor.parse(wrong)).isEmpty();
    }
  }
}
