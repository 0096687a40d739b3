package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.release.LogGuidelineStore;
import org.proviso.storage.release.Publication;
import org.proviso.storage.release.Published;
import org.proviso.storage.release.PublishingService;
import org.proviso.storage.release.Release;
import org.proviso.storage.release.ReleaseFollower;
import org.proviso.storage.release.ReleaseSummary;
import org.proviso.storage.release.ReleasedVersion;
import org.proviso.storage.release.StandardChecks;

/** What publishing does, whatever log it is in. */
abstract class ReleaseContract {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String PERSON = "Mary Smith <mary@example.org>";

  private TestStore store;
  private DecisionLog log;
  private LogGuidelineStore guidelines;
  private PublishingService service;

  abstract TestStore newStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = newStore();
    log = store.open();
    guidelines = LogGuidelineStore.open(log);
    service = service(guidelines);
  }

  private static PublishingService service(LogGuidelineStore guidelines) {
    return new PublishingService(
        guidelines, StandardChecks.all(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  /** A version of a guideline that uses a shared document. */
  private static String guideline(String version, String criterion, String expected) {
    return """
        ---
        guideline: demo-1
        title: Demonstration
        payer: Example Payer
        effective: %s
        service: cpt 76390
        use: [shared/lesion]
        ---
        # Demonstration

        ## Notice

        Not an authorization.

        ## Position statement

        - [p1] The service is covered when there is a lesion of the brain.

        [p0] Of others nothing is said.

        ```criteria
        medical-necessity meets when p1: %s
        otherwise p0: not-addressed
        ```

        ## Cases

        ```cases
        | case   | brain-lesion | expect      |
        |--------|--------------|-------------|
        | lesion | yes          | %s |
        ```
        """
        .formatted(version, criterion, expected);
  }

  private static String shared(String question) {
    return """
        ---
        guideline: shared-lesion
        title: Lesions
        payer: Example Payer
        kind: shared
        effective: 2000-01-01
        ---
        # Lesions

        ```facts
        brain-lesion : yes/no
          ask "%s"
        ```
        """
        .formatted(question);
  }

  private static final String FIRST = "demo-1/2025-01-01.md";
  private static final String SECOND = "demo-1/2026-01-01.md";
  private static final String SHARED = "shared/lesion.md";

  private static SortedMap<String, Content> first() {
    return new TreeMap<>(
        Map.of(
            FIRST,
            Content.of(guideline("2025-01-01", "brain-lesion", "meets by p1")),
            SHARED,
            Content.of(shared("Is there a lesion?")),
            "library.properties",
            Content.of("payer = Example Payer")));
  }

  private static Publication publication(String file, String text) {
    return Publication.of(new TreeMap<>(Map.of(file, Content.of(text))), PERSON);
  }

  private static Publication correction(String file, String text) {
    return new Publication(
        new TreeMap<>(Map.of(file, Content.of(text))), PERSON, "a misprint", true);
  }

  private Release done(Published published) {
    assertThat(published).isInstanceOf(Published.Done.class);
    return ((Published.Done) published).release();
  }

  private static List<String> problems(Published published) {
    assertThat(published).isInstanceOf(Published.Refused.class);
    return ((Published.Refused) published).problems().stream().map(Problem::id).toList();
  }

  @Test
  void beforeTheFirstPublicationThereIsNothingToDecideBy() {
    assertThat(guidelines.current().number()).isZero();
    assertThat(guidelines.current().library().documents()).isEmpty();
  }

  @Test
  void aPublicationIsTheNextReleaseAndAnEntryOfTheLog() throws Exception {
    Published published = service.publish(Publication.of(first(), PERSON));

    Release release = done(published);
    assertThat(release.number()).isEqualTo(1);
    assertThat(release.payer()).contains("Example Payer");
    assertThat(release.publishedBy()).isEqualTo(PERSON);
    assertThat(release.at()).isEqualTo(NOW);
    assertThat(release.versions())
        .extracting(ReleasedVersion::guideline, ReleasedVersion::version)
        .containsExactly(tuple("demo-1", "2025-01-01"));
    assertThat(((Published.Done) published).changed()).isEqualTo(release.versions());
    assertThat(guidelines.current()).isSameAs(release);
    LoggedEntry entry = log.latest(EntryKind.RELEASE).orElseThrow();
    assertThat(entry.entry().record().text())
        .contains(PERSON, release.versions().getFirst().contentHash().hex());
    assertThat(log.verify(List.of(), VerificationProgress.none()).whole()).isTrue();
  }

  @Test
  void whatWasPublishedIsTheSameAfterReopening() throws Exception {
    Release release = done(service.publish(Publication.of(first(), PERSON)));

    Release reopened = LogGuidelineStore.open(log).current();

    assertThat(reopened.digest()).isEqualTo(release.digest());
    assertThat(reopened.library().guidelines()).isEqualTo(release.library().guidelines());
    assertThat(reopened.files()).isEqualTo(release.files());
  }

  @Test
  void aLaterVersionJoinsTheEarlierAndWhoHoldsTheOldReleaseKeepsIt() throws Exception {
    Release before = done(service.publish(Publication.of(first(), PERSON)));
    Release after =
        done(
            service.publish(
                publication(SECOND, guideline("2026-01-01", "brain-lesion", "meets by p1"))));

    assertThat(after.number()).isEqualTo(2);
    assertThat(after.library().versions("demo-1")).hasSize(2);
    assertThat(before.library().versions("demo-1")).hasSize(1);
    LocalDate date = LocalDate.of(2026, 6, 1);
    assertThat(before.library().versionInForce("demo-1", date).orElseThrow().version())
        .isEqualTo("2025-01-01");
    assertThat(after.library().versionInForce("demo-1", date).orElseThrow().version())
        .isEqualTo("2026-01-01");
    assertThat(guidelines.release(1).orElseThrow().digest()).isEqualTo(before.digest());
    assertThat(guidelines.release(3)).isEmpty();
    assertThat(guidelines.history())
        .extracting(ReleaseSummary::number, ReleaseSummary::publishedBy)
        .containsExactly(tuple(2L, PERSON), tuple(1L, PERSON));
  }

  @Test
  void publishingTheSameAgainChangesNothing() throws Exception {
    Release release = done(service.publish(Publication.of(first(), PERSON)));
    assertThat(service.publish(Publication.of(first(), "Someone Else")))
        .isEqualTo(new Published.Unchanged(release));
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void aPublicationThatFailsACheckLeavesNothingBehind() throws Exception {
    Release release = done(service.publish(Publication.of(first(), PERSON)));
    String later = "2026-01-01";
    var refused = new TreeMap<String, String>();
    refused.put("unknown-name", guideline(later, "brain-lesoin", "meets by p1"));
    refused.put("case-fails", guideline(later, "not brain-lesion", "meets by p1"));
    for (var each : refused.entrySet()) {
      assertThat(problems(service.publish(publication(SECOND, each.getValue()))))
          .contains(each.getKey());
    }
    assertThat(
            problems(
                service.publish(
                    publication(SECOND, guideline("2025-01-01", "brain-lesion", "meets by p1")))))
        .contains("duplicate-version");
    assertThat(problems(service.publish(publication("../" + SECOND, "x"))))
        .containsExactly("path-not-allowed");
    assertThat(problems(service.publish(publication("demo-1/run.sh", "x"))))
        .containsExactly("path-not-allowed");
    assertThat(problems(service.publish(Publication.of(first(), " "))))
        .containsExactly("publisher-missing");
    assertThat(problems(service.publish(Publication.of(new TreeMap<>(), PERSON))))
        .containsExactly("nothing-to-publish");
    assertThat(log.size()).isEqualTo(1);
    assertThat(guidelines.current()).isSameAs(release);
    assertThat(LogGuidelineStore.open(log).current().digest()).isEqualTo(release.digest());
  }

  @Test
  void aRefusalSaysWhereAndWhatToDo() throws Exception {
    Publication broken =
        Publication.of(
            new TreeMap<>(
                Map.of(
                    FIRST,
                    Content.of(guideline("2025-01-01", "brain-lesion", "not-addressed by p0")),
                    SHARED,
                    Content.of(shared("Is there a lesion?")))),
            PERSON);
    Problem problem = ((Published.Refused) service.publish(broken)).problems().getFirst();
    assertThat(problem.place()).startsWith(FIRST + ":");
    assertThat(problem.message()).contains("lesion");
    assertThat(problem.help()).contains("proviso test");
  }

  @Test
  void aPublishedVersionIsReplacedOnlyWhenThatIsMeant() throws Exception {
    Release before = done(service.publish(Publication.of(first(), PERSON)));
    String other = shared("Is there a lesion of the brain?");

    assertThat(problems(service.publish(publication(SHARED, other))))
        .containsExactly("version-exists");
    Release after = done(service.publish(correction(SHARED, other)));

    Sha256 old = before.versions().getFirst().contentHash();
    assertThat(after.versions().getFirst().contentHash()).isNotEqualTo(old);
    assertThat(guidelines.releaseWith("demo-1", old).orElseThrow().number()).isEqualTo(1);
    assertThat(
            guidelines
                .releaseWith("demo-1", after.versions().getFirst().contentHash())
                .orElseThrow()
                .number())
        .isEqualTo(2);
    assertThat(guidelines.releaseWith("demo-1", Sha256.of(new byte[0]))).isEmpty();
  }

  @Test
  void serversConvergeOnWhatOneOfThemPublished() throws Exception {
    try (DecisionLog otherLog = store.open()) {
      LogGuidelineStore other = LogGuidelineStore.open(otherLog);
      var told = new CountDownLatch(1);
      var follower =
          new ReleaseFollower(
              other,
              Duration.ofMillis(20),
              new ReleaseFollower.Listener() {
                @Override
                public void released(Release release) {
                  told.countDown();
                }

                @Override
                public void failed(StorageFault fault) {}
              });
      try (follower) {
        Release release = done(service.publish(Publication.of(first(), PERSON)));
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.current().digest()).isEqualTo(release.digest());
      }
    }
  }

  @Test
  void publishersAtTheSameTimeComeOneAfterTheOther() throws Exception {
    done(service.publish(Publication.of(first(), PERSON)));
    int publishers = 4;
    try (DecisionLog otherLog = store.open();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      PublishingService other = service(LogGuidelineStore.open(otherLog));
      var work = new ArrayList<Callable<Published>>();
      for (int publisher = 0; publisher < publishers; publisher++) {
        String date = "20%d-01-01".formatted(30 + publisher);
        Publication publication =
            publication("demo-1/" + date + ".md", guideline(date, "brain-lesion", "meets by p1"));
        PublishingService by = publisher % 2 == 0 ? service : other;
        work.add(() -> by.publish(publication));
      }
      for (Future<Published> published : executor.invokeAll(work)) {
        done(published.get());
      }
    }
    assertThat(guidelines.refresh().number()).isEqualTo(1 + publishers);
    assertThat(guidelines.current().library().versions("demo-1")).hasSize(1 + publishers);
    assertThat(log.verify(List.of(), VerificationProgress.none()).whole()).isTrue();
  }

  @Test
  void aReleaseThatWasTamperedWithIsNotTakenUp() throws Exception {
    Release release = done(service.publish(Publication.of(first(), PERSON)));
    done(
        service.publish(
            publication(SECOND, guideline("2026-01-01", "brain-lesion", "meets by p1"))));
    store.tamper(
        "update log_entry set returned = " + store.bytes("007b7d") + " where sequence = 1");
    assertThat(DecisionLogContract.fault(() -> LogGuidelineStore.open(log)))
        .isInstanceOf(StorageFault.Unusable.class);
    assertThat(guidelines.current().number()).isEqualTo(2);
    assertThat(release.library().guidelines()).hasSize(1);
  }
}
