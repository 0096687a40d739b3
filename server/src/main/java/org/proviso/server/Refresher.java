package org.proviso.server;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.proviso.server.http.Events;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.storage.StorageException;

/** Looks now and then for guidelines that were published, here or by another server. */
final class Refresher implements AutoCloseable {
  private final ActiveGuidelines guidelines;
  private final Duration every;
  private final InstantSource wall;
  private final ZoneId zone;
  private final Events events;
  private final Thread thread = Thread.ofVirtual().name("refresher").unstarted(this::run);

  Refresher(
      ActiveGuidelines guidelines, Duration every, InstantSource wall, ZoneId zone, Events events) {
    this.guidelines = guidelines;
    this.every = every;
    this.wall = wall;
    this.zone = zone;
    this.events = events;
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean failing = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(every);
        guidelines.refresh(LocalDate.ofInstant(wall.instant(), zone));
        failing = false;
      } catch (InterruptedException stopped) {
        return;
      } catch (StorageException | RuntimeException failure) {
        // The active release stays. Told once, not at every look.
        if (!failing) {
          events.thrown("looking for published guidelines", failure);
        }
        failing = true;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
