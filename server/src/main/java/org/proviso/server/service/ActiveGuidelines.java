package org.proviso.server.service;

import java.time.LocalDate;
import java.util.Optional;
import org.proviso.determination.Determiner;
import org.proviso.exchange.crd.DeterminerSource;
import org.proviso.ground.digest.Sha256;
import org.proviso.language.library.Library;
import org.proviso.storage.StorageException;
import org.proviso.storage.release.GuidelineStore;
import org.proviso.storage.release.Release;
import org.proviso.terminology.Terminology;

/**
 * The guidelines that new decisions use. A call asks once and keeps what it was given, so that
 * publishing does not touch it; a release becomes active only when what is in force of it has been
 * compiled, so that the first call under it is as quick as any. Safe for use by several threads.
 */
public final class ActiveGuidelines implements DeterminerSource {
  private final GuidelineStore store;
  private final Terminology terminology;
  private volatile Active active;

  private record Active(Release release, Determiner determiner) {}

  /**
   * Over a store of releases.
   *
   * @param today the day whose versions are compiled first
   */
  public ActiveGuidelines(GuidelineStore store, Terminology terminology, LocalDate today) {
    this.store = store;
    this.terminology = terminology;
    this.active = prepared(store.current(), today, Optional.empty());
  }

  /** The release that is active. */
  public Release release() {
    return active.release();
  }

  @Override
  public Determiner current() {
    return active.determiner();
  }

  /**
   * Takes up what was published, here or by another server.
   *
   * @throws StorageException when that cannot be told; what is active stays
   */
  public synchronized Release refresh(LocalDate today) throws StorageException {
    Release newest = store.refresh();
    if (!newest.digest().equals(active.release().digest())
        || newest.number() != active.release().number()) {
      active = prepared(newest, today, Optional.of(active.determiner()));
    }
    return newest;
  }

  private Active prepared(Release release, LocalDate today, Optional<Determiner> before) {
    var determiner = new Determiner(release.source(), release.payer(), terminology);
    Library library = release.library();
    before.ifPresent(earlier -> determiner.takeOver(earlier, library));
    for (String id : library.identifiers()) {
      library
          .versionInForce(id, today)
          .filter(document -> release.payer().map(document.payer()::equals).orElse(true))
          .ifPresent(determiner::compile);
    }
    return new Active(release, determiner);
  }

  /** The release that has exactly a version, for replay; empty when none has. */
  public Optional<Release> releaseWith(String guideline, String contentHash)
      throws StorageException {
    return Sha256.isOne(contentHash)
        ? store.releaseWith(guideline, new Sha256(contentHash))
        : Optional.empty();
  }
}
