package dev.lanewise;

import java.lang.management.ManagementFactory;

/** Bytes that the calling thread and the workers of the team have allocated so far. */
public final class AllocatedBytes {
  static {
    // The library does not read these modules; its tests do, from here on.
    for (String name : new String[] {"java.management", "jdk.management"}) {
      Module management = ModuleLayer.boot().findModule(name).orElseThrow();
      AllocatedBytes.class.getModule().addReads(management);
    }
  }

  private final com.sun.management.ThreadMXBean threads;
  private final long[] ids;
  private final long[] totals;

  /** Counts for the threads that run now: the team must have started. */
  public AllocatedBytes() {
    threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.setThreadAllocatedMemoryEnabled(true);
    long caller = Thread.currentThread().threadId();
    ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith("lanewise-worker-"))
            .mapToLong(Thread::threadId)
            .filter(id -> id != caller)
            .toArray();
    totals = new long[ids.length];
  }

  /** Number of workers that are counted beside the calling thread. */
  public int workers() {
    return ids.length;
  }

  /** What {@code work} allocates on all counted threads. */
  public long during(Runnable work) {
    long workersBefore = workersTotal();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    long after = threads.getCurrentThreadAllocatedBytes();
    return after - before + workersTotal() - workersBefore;
  }

  /** What all counted threads have allocated since they began. */
  public long soFar() {
    long workers = workersTotal();
    return workers + threads.getCurrentThreadAllocatedBytes();
  }

  private long workersTotal() {
    long sum = 0;
    for (int i = 0; i < ids.length; i++) {
      // −1 when it has ended: a worker of an earlier team, which keeps what it had.
      totals[i] = Math.max(totals[i], threads.getThreadAllocatedBytes(ids[i]));
      sum += totals[i];
    }
    return sum;
  }
}
