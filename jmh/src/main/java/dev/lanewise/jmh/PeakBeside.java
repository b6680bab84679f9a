package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.DoubleFmaPeak;
import dev.lanewise.simd.FloatFmaPeak;
import dev.lanewise.simd.Simd;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Adds a row {@code peak} to a benchmark's result: GFLOP/s of fused multiply-adds on the thread
 * that measures, the mean of what they reach just before an iteration and just after it. A core's
 * clock changes by a fifth within seconds where neighbours share its power; what a benchmark
 * reaches of the peak of its own instant does not.
 *
 * <p>0, which is no measurement, in a JVM without vectors, and for a benchmark without a precision.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PeakBeside {
  /** Rounds of 0.2 ms, of which the best counts: an interrupt is no change of the clock. */
  private static final int ROUNDS = 8;

  /** After which the compilers are done with them: of {@link FloatFmaPeak#gflops}. */
  private static final int WARM_UPS = 10;

  private static boolean warm;

  /** Null where the benchmark has none. */
  private Precision precision;

  private double before;
  private double after;

  @Setup
  public void prepare(BenchmarkParams params) {
    String name = params.getParam("precision");
    precision = name == null || !Simd.isVector() ? null : Precision.valueOf(name);
    for (int i = 0; precision != null && !warm && i < WARM_UPS; i++) {
      FloatFmaPeak.gflops();
      DoubleFmaPeak.gflops();
    }
    warm |= precision != null;
  }

  @Setup(Level.Iteration)
  public void before() {
    before = measure();
  }

  @TearDown(Level.Iteration)
  public void after() {
    after = measure();
  }

  private double measure() {
    double best = 0;
    for (int i = 0; precision != null && i < ROUNDS; i++) {
      long start = System.nanoTime();
      double result = precision == Precision.F32 ? FloatFmaPeak.round() : DoubleFmaPeak.round();
      long nanos = System.nanoTime() - start;
      if (Double.isNaN(result)) {
        throw new IllegalStateException("a chain of finite terms came to NaN");
      }
      double flops =
          precision == Precision.F32 ? FloatFmaPeak.flopsPerRound() : DoubleFmaPeak.flopsPerRound();
      best = Math.max(best, flops / nanos);
    }
    return best;
  }

  public double peak() {
    return (before + after) / 2;
  }
}
