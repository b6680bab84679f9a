package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task throws reaches the caller after all tasks have ended; interrupts are kept. */
@Timeout(120)
class WorkersFaultsTest {
  private final Thread caller = Thread.currentThread();

  /** Lets a task go on only when {@code count} have begun, so that each is on its own thread. */
  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      assertThat(all.await(1, TimeUnit.MINUTES)).as("all tasks have begun").isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneFailureReachesTheCaller(boolean inCaller) {
    Throwable[] faults = {
      new IllegalStateException("fault"), new OutOfMemoryError("fault"), new StackOverflowError()
    };
    try (Workers workers = new Workers(3)) {
      for (Throwable fault : faults) {
        CountDownLatch begun = new CountDownLatch(3);
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        Throwable thrown =
            catchThrowable(
                () ->
                    workers.run(
                        3,
                        index -> {
                          meet(begun);
                          boolean fails =
                              inCaller == Thread.currentThread().equals(caller)
                                  && failures.compareAndSet(0, 1);
                          ended.incrementAndGet();
                          if (fails) {
                            WorkersFaultsTest.<RuntimeException>raise(fault);
                          }
                        }));
        assertThat(thrown).isSameAs(fault);
        assertThat(ended).as("tasks that ended").hasValue(3);
        assertUsable(workers);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void anyTaskMayFail(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int failing = 0; failing < 50; failing++) {
        int index = failing;
        AtomicInteger running = new AtomicInteger();
        Throwable thrown =
            catchThrowable(
                () ->
                    workers.run(
                        50,
                        task -> {
                          running.incrementAndGet();
                          try {
                            if (task == index) {
                              throw new IllegalStateException("task " + task);
                            }
                          } finally {
                            running.decrementAndGet();
                          }
                        }));
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("task " + index);
        assertThat(running).as("tasks still running").hasValue(0);
        assertUsable(workers);
      }
    }
  }

  /** All tasks fail: one of the exceptions comes, and none is left for the next call. */
  @Test
  void allTasksMayFail() {
    try (Workers workers = new Workers(4)) {
      CountDownLatch begun = new CountDownLatch(4);
      Throwable thrown =
          catchThrowable(
              () ->
                  workers.run(
                      4,
                      task -> {
                        meet(begun);
                        throw new IllegalStateException("task " + task);
                      }));
      assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("task ");
      assertUsable(workers);
    }
  }

  private static void assertUsable(Workers workers) {
    CountDownLatch begun = new CountDownLatch(workers.threads());
    AtomicInteger runs = new AtomicInteger();
    workers.run(
        workers.threads(),
        index -> {
          meet(begun);
          runs.incrementAndGet();
        });
    assertThat(runs).hasValue(workers.threads());
  }

  @Test
  void interruptBeforeACallIsKept() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger runs = new AtomicInteger();
      caller.interrupt();
      workers.run(50, index -> runs.incrementAndGet());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(runs).hasValue(50);
    }
  }

  /** The worker interrupts its parked caller and ends when that one has parked again. */
  @Test
  void interruptWhileWaitingIsKept() {
    try (Workers workers = new Workers(2)) {
      CountDownLatch begun = new CountDownLatch(2);
      AtomicInteger ended = new AtomicInteger();
      workers.run(
          2,
          index -> {
            meet(begun);
            if (!Thread.currentThread().equals(caller)) {
              awaitCallerParked();
              caller.interrupt();
              awaitCallerParked();
            }
            ended.incrementAndGet();
          });
      assertThat(ended).hasValue(2);
      assertThat(Thread.interrupted()).isTrue();
      assertUsable(workers);
    }
  }

  /** Parked, and not with an interrupt that it has not seen. */
  private void awaitCallerParked() {
    while (caller.isInterrupted() || caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void raise(Throwable fault) throws E {
    throw (E) fault;
  }
}
