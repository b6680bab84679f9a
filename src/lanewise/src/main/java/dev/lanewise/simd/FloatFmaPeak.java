package dev.lanewise.simd;

/**
 * The rate of single-precision fused multiply-adds that one core of this machine reaches from
 * registers: what a multiplication can at best come to.
 */
public final class FloatFmaPeak {
  private static final int STEPS = 100_000;
  private static final int ROUNDS = 60;

  /** Scalar path: 8 chained steps on each of 256 elements in L1, a loop that C2 vectorises. */
  private static final int WIDTH = 256;

  private static final int SWEEPS = 1_500;

  private FloatFmaPeak() {}

  /** Measures now, for about 0.1 s on this thread: the best of many rounds, in GFLOP/s. */
  public static double gflops() {
    return gflops(ROUNDS);
  }

  /** The same in fewer rounds, or more: the best of them. */
  public static double gflops(int rounds) {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      float result = round();
      long nanos = System.nanoTime() - start;
      if (Float.isNaN(result)) {
        throw new IllegalStateException("a chain of finite terms came to NaN");
      }
      best = Math.max(best, flopsPerRound() / nanos);
    }
    return best;
  }

  /** Runs the chains once, some 0.1 ms; what comes of them. */
  public static float round() {
    return Simd.isVector() ? FloatFmaLoop.run(STEPS) : scalar(new float[WIDTH]);
  }

  /** Floating-point operations of one {@link #round}. */
  public static double flopsPerRound() {
    return 2.0 * (Simd.isVector() ? STEPS * FloatFmaLoop.ELEMENTS_PER_STEP : 8 * WIDTH * SWEEPS);
  }

  private static float scalar(float[] elements) {
    for (int i = 0; i < SWEEPS; i++) {
      sweep(elements);
    }
    return elements[0];
  }

  private static void sweep(float[] elements) {
    float factor = 0.999f;
    float term = 0.001f;
    for (int j = 0; j < WIDTH; j++) {
      float x = elements[j];
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      elements[j] = x;
    }
  }
}
