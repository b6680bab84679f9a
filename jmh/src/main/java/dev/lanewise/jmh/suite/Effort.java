package dev.lanewise.jmh.suite;

/**
 * How many JVMs measure each cell of a table, and which cells are measured: {@link Suite#leftOut}.
 * How long each measures is the same, so that efforts can be compared.
 */
enum Effort {
  // Two forks at least, since JVMs differ: in 3 of 16 cases by 20 to 27 %, where controls had 2 %.
  QUICK(2),
  FULL(3);

  static final int ITERATIONS = 5;
  static final int MILLIS = 60;

  /** On one thread; C2 has the other core. */
  static final int WARM_MILLIS = 600;

  /** Of two cores, both busy: after 0.6 s, one fork of three still boxed its vectors. */
  static final int THREADS_WARM_MILLIS = 1200;

  /**
   * Of compiling, in all iterations of a case together. With 30 ms, or no limit, 32×128×784 with B
   * transposed reached 1.1 of the rate of one thread on two, in f64; with this, 1.7.
   */
  static final int MOST_COMPILING_MILLIS = 5;

  /** Of a case that is not compiled yet. */
  static final int MORE_WARM_MILLIS = 500;

  /** After that it is taken as it is. */
  static final int MOST_WARM_MILLIS = 8000;

  /** Two, not many, so that an operation of a second is not repeated for nothing. */
  static final int WARMUPS = 2;

  /** What a JVM and its harness take beside the iterations, seen on 2 cores. */
  static final double START_SECONDS = 0.4;

  final int forks;

  Effort(int forks) {
    this.forks = forks;
  }

  static int warmMillis(int threads) {
    return threads == 1 ? WARM_MILLIS : THREADS_WARM_MILLIS;
  }

  /** What a case of ours takes more, on average, until compilers rest; seen on 2 cores. */
  static double readySeconds(int threads) {
    return threads == 1 ? 0.3 : 0.9;
  }

  /** What a case takes in a JVM that runs. */
  static double caseSeconds(int warmMillis) {
    return (warmMillis + ITERATIONS * MILLIS) / 1000.0;
  }
}
