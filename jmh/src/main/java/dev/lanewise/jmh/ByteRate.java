package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Adds a row {@code gigabytes} to a benchmark's result: 10⁹ bytes read and written a second. */
@State(Scope.Thread)
@AuxCounters
public class ByteRate {
  private double count;

  /** The harness empties fields of its own kind, not this one. */
  @Setup(Level.Iteration)
  public void begin() {
    count = 0;
  }

  void add(double bytes) {
    count += bytes * 1e-9;
  }

  /** The count since the iteration began, which the harness divides by its time. */
  public double gigabytes() {
    return count;
  }
}
