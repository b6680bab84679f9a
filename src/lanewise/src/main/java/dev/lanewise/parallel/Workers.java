package dev.lanewise.parallel;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A team of threads that runs the tasks 0 … n−1 of one call at a time; the calling thread takes
 * part.
 *
 * <p>A call finds the team idle or, if another caller has it, runs its tasks itself, one after the
 * other: no call ever waits for another, so nested calls and any number of callers cannot deadlock.
 * Dispatch allocates nothing. Workers are daemons that start on first use, spin for a bounded time
 * after each call, then park, and end when idle for long, so that an unloaded class loader is not
 * kept.
 *
 * <p>How it works: one {@code long} ticket holds the call's number and its task count. Every task
 * has a slot with the number of the last call that claimed it; claiming is one compare-and-set from
 * an older number to this one, so a worker that wakes late can never claim a task of a call it has
 * not seen. Every thread begins at its own part of the tasks, the caller at the first, and helps
 * the others when it has done its own: the same rows go to the same core call after call and find
 * their data in its cache. (Claimed in the order of arrival, 10,000×64×25 in f32 took as long on
 * two threads as on one.) The caller returns only after every task has ended.
 */
public final class Workers implements AutoCloseable {
  /** One call's work, cut into tasks that may run in any order on any thread. */
  @FunctionalInterface
  public interface Task {
    /** Runs task {@code index}. */
    void run(int index);
  }

  /** Most tasks of one call: the ticket has 16 bits for them. */
  public static final int MAX_TASKS = 0xffff;

  private static final int TASK_BITS = 16;

  /**
   * Longs in a pair of cache lines, which prefetching takes for one: the distance between numbers
   * that different threads write. A call takes 0.18 to 0.28 µs; when each number was an object of
   * its own, wherever the heap had put it, 0.23 to 0.38 (two threads, Zen 4). Claims at such
   * distances from each other gain nothing more; with a line for each thread's ended tasks and the
   * task beside the ticket, too, a call takes 0.19 instead of 0.23 µs between neighbours and 0.7
   * instead of 0.8 where a line takes longer, 0.15 being the least (Zen 5): not worth it.
   */
  private static final int LINE = 16;

  /** Where {@link #state} has 1 while a call has the team. */
  private static final int BUSY = LINE;

  /**
   * Where {@link #state} has the call's number, then 16 bits for its number of tasks. Numbers last
   * for years of calls.
   */
  private static final int TICKET = 2 * LINE;

  /** Where {@link #state} has how many tasks have not ended. */
  private static final int UNFINISHED = 3 * LINE;

  private static final long SPIN_NANOS = 1000L * Long.getLong("lanewise.spinMicros", 1000L);

  /**
   * After so long a wait every further turn yields, since the thread that is waited for may want
   * this processor. (Beside one busy process on two processors, 512³ on two threads then reaches
   * the rate of one, without it half to two thirds of that; alone it makes no difference.)
   */
  private static final long YIELD_NANOS = 20_000;

  private static final long KEEP_ALIVE_NANOS = 30_000_000_000L;

  private static volatile Workers shared = new Workers(defaultThreads());

  private final Worker[] team;
  private final long keepAliveNanos;

  /** {@link #BUSY}, {@link #TICKET} and {@link #UNFINISHED}. */
  private final AtomicLongArray state = new AtomicLongArray(UNFINISHED + LINE);

  /** For each task, from {@link #LINE} on, the number of the last call that claimed it. */
  private volatile AtomicLongArray claims = unclaimed(0, 0);

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Task task;
  private volatile Thread waiter;
  private volatile boolean closed;

  /** A team of {@code threads} threads, the caller's included. */
  public Workers(int threads) {
    this(threads, KEEP_ALIVE_NANOS);
  }

  Workers(int threads, long keepAliveNanos) {
    if (threads < 1 || threads > MAX_TASKS) {
      throw new IllegalArgumentException("threads is " + threads + ", must be 1.." + MAX_TASKS);
    }
    this.keepAliveNanos = keepAliveNanos;
    team = new Worker[threads - 1];
    for (int i = 0; i < team.length; i++) {
      team[i] = new Worker(i + 1);
    }
  }

  /** The team that all kernels use by default. */
  public static Workers shared() {
    return shared;
  }

  /** Replaces the shared team; calls under way on the old one finish on it. */
  public static synchronized void share(Workers workers) {
    Workers old = shared;
    shared = workers;
    old.close();
  }

  private static int defaultThreads() {
    int threads = Integer.getInteger("lanewise.threads", 0);
    return threads >= 1 && threads <= MAX_TASKS
        ? threads
        : Runtime.getRuntime().availableProcessors();
  }

  /** Number of threads, the caller's included. */
  public int threads() {
    return team.length + 1;
  }

  /**
   * Threads that a call made now would find: the caller's alone while another call has the team.
   */
  public int available() {
    return state.get(BUSY) != 0 ? 1 : threads();
  }

  /**
   * Runs tasks 0 … {@code tasks}−1 and returns when all have ended. After a task throws, those not
   * yet begun are skipped and the first exception is thrown here. An interrupt does not stop the
   * call; the flag is kept.
   */
  public void run(int tasks, Task work) {
    if (tasks > MAX_TASKS) {
      throw new IllegalArgumentException("tasks is " + tasks + ", must be at most " + MAX_TASKS);
    }
    if (tasks <= 1 || team.length == 0 || closed || !state.compareAndSet(BUSY, 0, 1)) {
      for (int i = 0; i < tasks; i++) {
        work.run(i);
      }
      return;
    }
    Throwable thrown;
    boolean mayStillRun = false;
    try {
      task = work;
      state.set(UNFINISHED, tasks);
      long call = (state.get(TICKET) >>> TASK_BITS) + 1;
      if (claims.length() < tasks + 2 * LINE) {
        claims = unclaimed(tasks, call);
      }
      long current = (call << TASK_BITS) | tasks;
      mayStillRun = true;
      state.set(TICKET, current);
      int helpers = Math.min(tasks - 1, team.length);
      for (int i = 0; i < helpers; i++) {
        team[i].wake();
      }
      work(0, current);
      awaitOthers();
      task = null;
      thrown = failure.get();
      if (thrown != null) {
        failure.set(null);
      }
      mayStillRun = false;
    } finally {
      // Where the stack has ended in here, beside tasks that run, nobody gets the team any more.
      if (!mayStillRun) {
        state.set(BUSY, 0);
      }
    }
    if (thrown != null) {
      Workers.<RuntimeException>rethrow(thrown);
    }
  }

  /** Ends the workers once they are idle; later calls run on the calling thread alone. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : team) {
      LockSupport.unpark(worker.thread);
    }
  }

  private static AtomicLongArray unclaimed(int tasks, long call) {
    AtomicLongArray fresh = new AtomicLongArray(tasks + 2 * LINE);
    for (int i = 0; i < tasks; i++) {
      fresh.setPlain(LINE + i, call - 1);
    }
    return fresh;
  }

  /** Claims and runs tasks of the call that the ticket names until none is left. */
  private void work(int member, long current) {
    long call = current >>> TASK_BITS;
    int tasks = (int) current & MAX_TASKS;
    // Read before any claim: while a task of the call is unclaimed, it belongs to the call.
    Task work = task;
    AtomicLongArray slots = claims;
    int first = (int) ((long) tasks * member / threads());
    for (int step = 0; step < tasks; step++) {
      int index = first + step < tasks ? first + step : first + step - tasks;
      long last = slots.get(LINE + index);
      if (last < call && slots.compareAndSet(LINE + index, last, call)) {
        runOne(work, index);
      }
    }
  }

  private void runOne(Task work, int index) {
    try {
      if (failure.get() == null) {
        work.run(index);
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      if (state.decrementAndGet(UNFINISHED) == 0) {
        LockSupport.unpark(waiter);
      }
    }
  }

  private void awaitOthers() {
    boolean interrupted = false;
    long since = System.nanoTime();
    while (state.get(UNFINISHED) > 0) {
      if (spins(since)) {
        continue;
      }
      waiter = Thread.currentThread();
      if (state.get(UNFINISHED) > 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (waiter != null) {
      waiter = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One turn of waiting since a time; false when it is time to park. */
  @SuppressWarnings("ThreadPriorityCheck") // a yield decides speed only
  private static boolean spins(long since) {
    long waited = System.nanoTime() - since;
    if (waited < YIELD_NANOS) {
      Thread.onSpinWait();
    } else if (waited < SPIN_NANOS) {
      Thread.yield();
    } else {
      return false;
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** One place in the team; its thread starts when first needed and may end and start again. */
  private final class Worker implements Runnable {
    private final int number;
    private volatile Thread thread;
    private volatile boolean parked;

    Worker(int number) {
      this.number = number;
    }

    /**
     * Sees to it that this place has a running thread; if none can start, the caller works alone.
     */
    void wake() {
      Thread current = thread;
      if (current != null) {
        if (parked) {
          LockSupport.unpark(current);
        }
        return;
      }
      try {
        Thread fresh =
            Thread.ofPlatform()
                .daemon()
                .name("lanewise-worker-" + number)
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        fresh.setContextClassLoader(null);
        thread = fresh;
        fresh.start();
      } catch (OutOfMemoryError noThread) {
        thread = null;
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      long seen = 0;
      while (!closed) {
        long current = state.get(TICKET);
        if (current != seen) {
          seen = current;
          work(number, current);
          idleSince = System.nanoTime();
        } else if (!spins(idleSince)) {
          if (System.nanoTime() - idleSince >= keepAliveNanos) {
            break;
          }
          park(seen);
        }
      }
      // A call published at this moment is done by its caller; the next call starts a new thread.
      thread = null;
    }

    private void park(long seen) {
      parked = true;
      if (state.get(TICKET) == seen && !closed) {
        LockSupport.parkNanos(Workers.this, keepAliveNanos);
        Thread.interrupted();
      }
      parked = false;
    }
  }
}
