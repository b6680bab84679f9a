package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Adds two rows to a benchmark's result, both in 10⁹ floating-point operations a second: {@code
 * gflops}, which it counts, and {@code peak}, the mean of what fused multiply-adds reach on its
 * thread just before an iteration and just after it; 0 for a benchmark without a precision.
 */
@State(Scope.Thread)
@AuxCounters
public class FlopRate {
  /** Null where the benchmark has none. */
  private Precision precision;

  private double gflop;
  private double before;
  private double after;
  private long start;
  private double seconds;

  @Setup
  public void prepare(BenchmarkParams params) {
    String name = params.getParam("precision");
    if (name != null) {
      precision = Precision.valueOf(name);
      PeakBeside.warmUp();
    }
  }

  /** The harness empties fields of its own kind, not these. */
  @Setup(Level.Iteration)
  public void begin() {
    before = peakNow();
    gflop = 0;
    start = System.nanoTime();
  }

  @TearDown(Level.Iteration)
  public void end() {
    seconds = (System.nanoTime() - start) * 1e-9;
    after = peakNow();
  }

  private double peakNow() {
    return precision == null ? 0 : PeakBeside.gflops(precision);
  }

  void add(double flops) {
    gflop += flops * 1e-9;
  }

  /** The count since the iteration began, which the harness divides by its time. */
  public double gflops() {
    return gflop;
  }

  /** The peak, times what the harness divides by. */
  public double peak() {
    return seconds * (before + after) / 2;
  }
}
