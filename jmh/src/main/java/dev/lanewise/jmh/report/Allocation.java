package dev.lanewise.jmh.report;

/** What operations allocate on the heap, apart from what the harness does. */
public final class Allocation {
  /**
   * What JMH 1.37 allocates in an iteration: 9.3 KB at most in 2,400 forks of benchmarks that
   * allocate nothing, 10.2 KB on two threads of the harness.
   */
  private static final double HARNESS_BYTES = 10_000;

  /** What it allocates for each further thread. */
  private static final double THREAD_BYTES = 1_000;

  private static final double MIB = 1 << 20;

  private Allocation() {}

  /**
   * Whether a fork's operations allocate.
   *
   * @param rates MiB a second in each iteration, the harness's {@code gc.alloc.rate}
   * @param seconds that an iteration takes
   * @param threads of the harness
   */
  public static boolean isMeasured(double[] rates, double seconds, int threads) {
    double most = HARNESS_BYTES + (threads - 1) * THREAD_BYTES;
    return rates.length > 0 && Score.median(rates) * MIB * seconds > most;
  }
}
