package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.DoubleFmaPeak;
import dev.lanewise.simd.FloatFmaPeak;
import dev.lanewise.simd.Simd;

/**
 * The peak of fused multiply-adds on the calling thread, now: a core's clock changes by a fifth
 * within a minute where neighbours share its power, and what a benchmark reaches of the peak of its
 * own instant does not.
 */
final class PeakBeside {
  /** Rounds of 0.2 ms, of which the best counts: an interrupt is no change of the clock. */
  private static final int ROUNDS = 8;

  /** Measurements of 0.1 s or less, after which the compilers are done with the loops. */
  private static final int WARM_UPS = 10;

  private static boolean warm;

  private PeakBeside() {}

  /** Has the loops compiled, unless they are. */
  static synchronized void warmUp() {
    for (int i = 0; i < WARM_UPS && !warm && Simd.isVector(); i++) {
      FloatFmaPeak.gflops();
      DoubleFmaPeak.gflops();
    }
    warm = true;
  }

  /** GFLOP/s; 0, which is no measurement, in a JVM without vectors. */
  static double gflops(Precision precision) {
    if (!Simd.isVector()) {
      return 0;
    }
    return precision == Precision.F32 ? FloatFmaPeak.gflops(ROUNDS) : DoubleFmaPeak.gflops(ROUNDS);
  }
}
