package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers start when needed, end when idle or closed, and keep no class loader. */
@Timeout(120)
class WorkersLifeTest {
  private static final long SHORT_NANOS = 1_000_000;

  /** The thread of the one worker in a team of two. */
  private static Thread worker(Workers workers) {
    AtomicReference<Thread> worker = new AtomicReference<>();
    CountDownLatch both = new CountDownLatch(2);
    Thread caller = Thread.currentThread();
    workers.run(
        2,
        index -> {
          meet(both);
          if (!Thread.currentThread().equals(caller)) {
            worker.set(Thread.currentThread());
          }
        });
    return worker.get();
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void workersAreDaemonsWithoutAClassLoader() {
    try (Workers workers = new Workers(2)) {
      Thread worker = worker(workers);
      assertThat(worker.isDaemon()).isTrue();
      assertThat(worker.getContextClassLoader()).isNull();
      assertThat(worker.getName()).isEqualTo("lanewise-worker-1");
      assertThat(worker(workers)).as("one thread for both calls").isSameAs(worker);
    }
  }

  @Test
  void idleWorkersEndAndStartAgain() throws InterruptedException {
    try (Workers workers = new Workers(2, SHORT_NANOS)) {
      Thread first = worker(workers);
      first.join(60_000);
      assertThat(first.isAlive()).isFalse();
      Thread second = worker(workers);
      assertThat(second).isNotSameAs(first);
      second.join(60_000);
      assertThat(second.isAlive()).isFalse();
    }
  }

  @Test
  void closeEndsTheWorkers() throws InterruptedException {
    Workers workers = new Workers(2, TimeUnit.HOURS.toNanos(1));
    Thread worker = worker(workers);
    workers.close();
    worker.join(60_000);
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void noThreadKeepsAnUnloadedClassLoader() throws Exception {
    WeakReference<ClassLoader> loader = runInLoaderOfItsOwn();
    for (int tries = 0; tries < 600 && loader.get() != null; tries++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loader.get()).as("the class loader that ran workers").isNull();
  }

  private static WeakReference<ClassLoader> runInLoaderOfItsOwn() throws Exception {
    URL classes = Workers.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
      Class<?> type = loader.loadClass(Workers.class.getName());
      assertThat(type).isNotSameAs(Workers.class);
      Class<?> taskType = loader.loadClass(Workers.Task.class.getName());
      CountDownLatch both = new CountDownLatch(2);
      Object task =
          Proxy.newProxyInstance(
              loader,
              new Class<?>[] {taskType},
              (proxy, method, arguments) -> {
                meet(both);
                return null;
              });
      Constructor<?> constructor = type.getDeclaredConstructor(int.class, long.class);
      constructor.setAccessible(true);
      Object workers = constructor.newInstance(2, SHORT_NANOS);
      type.getMethod("run", int.class, taskType).invoke(workers, 2, task);
      return new WeakReference<>(loader);
    }
  }
}
