package org.proviso.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Work in bounded time, a bounded number at once, and nothing thrown. */
class WorkerTest {
  private final List<Throwable> told = new ArrayList<>();

  private Worker worker(int concurrent, Duration within) {
    return new Worker(concurrent, within, told::add);
  }

  @Test
  void whatIsThrownBecomesAFaultAndIsTold() {
    try (Worker worker = worker(1, Duration.ofSeconds(5))) {
      assertThat(worker.run(() -> "done")).isEqualTo(new Outcome.Done<>("done"));
      assertThat(
              worker.run(
                  () -> {
                    throw new OutOfMemoryError();
                  }))
          .isEqualTo(new Outcome.Failed<>(Fault.DEFECT));
      assertThat(told).singleElement().isInstanceOf(OutOfMemoryError.class);
      assertThat(
              worker.run(
                  () -> {
                    throw new Worker.FaultException(Fault.STORAGE);
                  }))
          .isEqualTo(new Outcome.Failed<>(Fault.STORAGE));
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void whoFindsNoPlaceIsToldSo() throws InterruptedException {
    var hold = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (Worker worker = worker(1, Duration.ofMillis(300))) {
      Thread holder =
          Thread.ofVirtual()
              .start(
                  () ->
                      worker.run(
                          () -> {
                            begun.countDown();
                            // Deaf to being given up.
                            boolean held = true;
                            while (held) {
                              try {
                                hold.await();
                                held = false;
                              } catch (InterruptedException ignored) {
                                held = true;
                              }
                            }
                            return "";
                          }));
      begun.await();
      assertThat(worker.run(() -> "")).isEqualTo(new Outcome.Failed<>(Fault.BUSY));
      hold.countDown();
      holder.join();
      assertThat(eventually(worker)).isEqualTo(new Outcome.Done<>("place"));
    }
  }

  @Test
  void workThatIsGivenUpBeforeItBeginsGivesItsPlaceBack() throws InterruptedException {
    try (Worker worker = worker(1, Duration.ZERO)) {
      for (int count = 0; count < 200; count++) {
        worker.run(() -> "");
        Thread.sleep(1);
      }
      boolean found = false;
      for (int count = 0; count < 200 && !found; count++) {
        found = !worker.run(() -> "").equals(new Outcome.Failed<String>(Fault.BUSY));
        Thread.sleep(5);
      }
      assertThat(found).as("there is a place again").isTrue();
    }
  }

  private static Outcome<String> eventually(Worker worker) throws InterruptedException {
    Outcome<String> outcome = worker.run(() -> "place");
    for (int count = 0; count < 100 && outcome instanceof Outcome.Failed; count++) {
      Thread.sleep(10);
      outcome = worker.run(() -> "place");
    }
    return outcome;
  }
}
