package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.storage.embedded.EmbeddedLog;
import org.proviso.storage.release.FolderGuidelineStore;
import org.proviso.storage.release.LibraryFolder;
import org.proviso.storage.release.LogGuidelineStore;
import org.proviso.storage.release.Publication;
import org.proviso.storage.release.Published;
import org.proviso.storage.release.PublishingService;
import org.proviso.storage.release.Release;
import org.proviso.storage.release.StandardChecks;
import org.proviso.terminology.Terminology;

/** The repository's own library, published and served from its folder. */
class LibraryReleaseTest {
  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root")).resolve("guidelines");

  @TempDir Path folder;

  @Test
  void theFirstGuidelinePassesTheChecksAndIsTheSameWhenItIsPublished() throws Exception {
    SortedMap<String, Content> files = new TreeMap<>(LibraryFolder.read(GUIDELINES));
    String guideline = "04-70540-07/2025-05-15.md";
    files
        .keySet()
        .removeIf(
            path ->
                !path.startsWith("shared/")
                    && !path.equals(guideline)
                    && !path.equals(Libraries.PROPERTIES));
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      var service =
          new PublishingService(
              LogGuidelineStore.open(log), StandardChecks.all(), Clock.systemUTC());

      Published published = service.publish(Publication.of(files, "Mary Smith"));

      assertThat(published).isInstanceOf(Published.Done.class);
      Release release = ((Published.Done) published).release();
      assertThat(release.library().document(guideline))
          .isEqualTo(Libraries.open(GUIDELINES).document(guideline));
      assertThat(release.payer()).isEqualTo(Libraries.payer(GUIDELINES));
      assertThat(LogGuidelineStore.open(log).current().digest()).isEqualTo(release.digest());
    }
  }

  @Test
  void aReleaseTakesOverWhatItDoesNotChangeAndWhatWasCompiledOfIt() throws Exception {
    SortedMap<String, Content> files = new TreeMap<>(LibraryFolder.read(GUIDELINES));
    String kept = "04-70540-07/2025-05-15.md";
    String changed = "ncd-210.14/2022-02-10.md";
    files
        .keySet()
        .removeIf(
            path -> !path.startsWith("shared/") && !path.equals(kept) && !path.equals(changed));
    try (DecisionLog log = EmbeddedLog.open(folder)) {
      LogGuidelineStore store = LogGuidelineStore.open(log);
      var service = new PublishingService(store, List.of(), Clock.systemUTC());
      service.publish(Publication.of(files, "Mary Smith"));
      Library before = store.current().library();
      var determiner =
          new Determiner(LibrarySource.of(before), Optional.empty(), Terminology.standard());
      before.guidelines().forEach(determiner::compile);

      String text = Files.readString(GUIDELINES.resolve(changed));
      Content revised = Content.of(text + "\nA word more.\n");
      service.publish(Publication.of(new TreeMap<>(Map.of(changed, revised)), "Mary Smith"));

      Library after = store.current().library();
      assertThat(after.document(kept)).containsSame(before.document(kept).orElseThrow());
      assertThat(after.document(changed)).isNotEqualTo(before.document(changed));
      var next = new Determiner(LibrarySource.of(after), Optional.empty(), Terminology.standard());
      next.takeOver(determiner, after);
      assertThat(next.compile(newest(after, "04-70540-07")))
          .isSameAs(determiner.compile(newest(before, "04-70540-07")));
      assertThat(next.compile(newest(after, "ncd-210.14")))
          .isNotSameAs(determiner.compile(newest(before, "ncd-210.14")));
    }
  }

  private static Guideline newest(Library library, String id) {
    return library.versions(id).getLast();
  }

  @Test
  void aFolderIsServedAsItIs() throws Exception {
    try (FolderGuidelineStore store = FolderGuidelineStore.open(GUIDELINES, Clock.systemUTC())) {
      Release release = store.current();
      assertThat(release.library().documents()).isEqualTo(Libraries.open(GUIDELINES).documents());
      assertThat(
              store.releaseWith(
                  release.versions().getFirst().guideline(),
                  release.versions().getFirst().contentHash()))
          .contains(release);
    }
  }

  @Test
  void aFolderIsTakenUpAgainWhenItsFilesChange() throws Exception {
    Path document = folder.resolve("shared/lesion.md");
    Files.createDirectories(folder.resolve("shared"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config.md"), "hidden");
    Files.copy(GUIDELINES.resolve("shared/patient.md"), document);
    try (FolderGuidelineStore store = FolderGuidelineStore.open(folder, Clock.systemUTC())) {
      Release first = store.current();
      assertThat(first.number()).isZero();
      assertThat(first.files()).hasSize(1);
      assertThat(store.refresh()).isSameAs(first);
      assertThat(store.release(0)).contains(first);
      assertThat(store.release(1)).isEmpty();

      Files.writeString(document, Files.readString(document) + "\nMore prose.\n");

      Release second = store.refresh();
      assertThat(second.digest()).isNotEqualTo(first.digest());
      assertThat(store.current()).isSameAs(second);
      Files.delete(document);
      Files.delete(folder.resolve(".git/config.md"));
      Files.delete(folder.resolve(".git"));
      Files.delete(folder.resolve("shared"));
      Files.delete(folder);
      assertThat(DecisionLogContract.fault(store::refresh))
          .isInstanceOf(StorageFault.NotPermitted.class);
      assertThat(store.current()).isSameAs(second);
      Files.createDirectories(folder);
    }
  }
}
