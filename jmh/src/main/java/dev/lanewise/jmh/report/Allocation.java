package dev.lanewise.jmh.report;

/** What operations allocate on the heap, apart from what the harness does. */
public final class Allocation {
  /**
   * What JMH 1.37 allocates in an iteration for each of its threads: 7 KB seen for one whose
   * benchmark allocates nothing.
   */
  private static final double HARNESS_BYTES = 10_000;

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
    return rates.length > 0 && Score.median(rates) * MIB * seconds > threads * HARNESS_BYTES;
  }
}
