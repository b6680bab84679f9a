package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Adds a row {@code gflops} to a benchmark's result: 10⁹ floating-point operations a second; and
 * {@code peak}, that of {@link PeakBeside}.
 */
@State(Scope.Thread)
@AuxCounters
public class FlopRate {
  private double gflop;

  /** The harness empties fields of its own kind, not this one. */
  @Setup(Level.Iteration)
  public void begin(PeakBeside peak) {
    gflop = 0;
  }

  void add(double flops) {
    gflop += flops * 1e-9;
  }

  /** The count since the iteration began, which the harness divides by its time. */
  public double gflops() {
    return gflop;
  }
}
