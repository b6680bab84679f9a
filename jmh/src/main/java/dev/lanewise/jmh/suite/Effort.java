package dev.lanewise.jmh.suite;

/** How long each cell of a table is measured. */
enum Effort {
  // On two threads of two cores, C2 is done after 0.6 s.
  // Two forks, since JVMs differ: in 3 of 16 cases by 20 to 27 %, where controls had 2 %.
  QUICK(2, 4, 3, 150),
  NORMAL(3, 4, 3, 200),
  FULL(3, 4, 5, 300);

  /** What a JVM and its harness take beside the iterations, seen on 2 cores. */
  private static final double START_SECONDS = 0.5;

  final int forks;
  final int warmups;
  final int iterations;
  final int millis;

  Effort(int forks, int warmups, int iterations, int millis) {
    this.forks = forks;
    this.warmups = warmups;
    this.iterations = iterations;
    this.millis = millis;
  }

  /** Iterations of warm-up that take at least so long. */
  int warmups(int leastMillis) {
    return Math.max(warmups, (leastMillis + millis - 1) / millis);
  }

  double forkSeconds(int warmMillis) {
    return START_SECONDS + (warmups(warmMillis) + iterations) * millis / 1000.0;
  }

  String inWords() {
    return String.format(
        "%d fork%s of %d × %d ms after %d × %d ms of warm-up",
        forks, forks == 1 ? "" : "s", iterations, millis, warmups, millis);
  }
}
