package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every task runs exactly once, whoever calls, however many do, from whatever thread. */
@Timeout(120)
class WorkersTest {
  /** Short calls one after the other: workers wake late, into a call that has ended. */
  @Test
  void manyShortCalls() {
    try (Workers workers = new Workers(4)) {
      for (int call = 0; call < 20_000; call++) {
        runOnce(workers, 1 + call % 7);
      }
    }
  }

  static void runOnce(Workers workers, int tasks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
    workers.run(tasks, runs::incrementAndGet);
    for (int i = 0; i < tasks; i++) {
      assertThat(runs.get(i)).as("runs of task %d of %d", i, tasks).isEqualTo(1);
    }
  }

  @Test
  void limits() {
    try (Workers workers = new Workers(2)) {
      runOnce(workers, Workers.MAX_TASKS);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> workers.run(Workers.MAX_TASKS + 1, index -> {}))
          .withMessage("tasks is 65536, must be at most 65535");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Workers(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Workers(Workers.MAX_TASKS + 1));
  }

  @Test
  void nestedCalls() {
    try (Workers workers = new Workers(3)) {
      AtomicInteger runs = new AtomicInteger();
      workers.run(
          20, outer -> workers.run(20, middle -> workers.run(20, inner -> runs.incrementAndGet())));
      assertThat(runs).hasValue(8000);
    }
  }

  @Test
  void manyCallersOnPlatformThreads() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
      manyCallers(callers);
    }
  }

  @Test
  void manyCallersOnVirtualThreads() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      manyCallers(callers);
    }
  }

  private static void manyCallers(ExecutorService callers) throws Exception {
    try (Workers workers = new Workers(3)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int caller = 0; caller < 64; caller++) {
        int salt = caller;
        ends.add(
            callers.submit(
                () -> {
                  for (int call = 0; call < 200; call++) {
                    runOnce(workers, (salt + call) % 11);
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  @Test
  void closedTeamRunsOnTheCaller() {
    Workers workers = new Workers(4);
    runOnce(workers, 9);
    workers.close();
    workers.close();
    Thread caller = Thread.currentThread();
    workers.run(9, index -> assertThat(Thread.currentThread()).isSameAs(caller));
    runOnce(workers, 9);
  }

  @Test
  void aNewSharedTeamReplacesTheOld() {
    int before = Workers.shared().threads();
    try {
      Workers.share(new Workers(3));
      assertThat(Workers.shared().threads()).isEqualTo(3);
      runOnce(Workers.shared(), 100);
    } finally {
      Workers.share(new Workers(before));
    }
  }
}
