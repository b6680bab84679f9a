package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calls of a BLAS over three arrays, timed in whatever form its library likes best: they are handed
 * over once, before the clock runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class BlasCalls {
  @Param public Precision precision;

  @Param("1")
  public int threads;

  /** As they were drawn. */
  private double[][] operands;

  @Setup
  public final void prepare() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    int[] lengths = lengths();
    operands = new double[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      operands[i] = random.doubles(lengths[i]).map(BlasCalls::operand).toArray();
    }
    begin(operands);
  }

  /** In [−1/2, 1/2], and the same number in both precisions. */
  private static double operand(double unit) {
    return (float) (unit - 0.5);
  }

  /** Takes parameters; how many elements each array has. */
  protected abstract int[] lengths();

  /** Takes the threads, and copies of the arrays. */
  protected abstract void begin(double[][] arrays);

  /** An array as it now stands. */
  protected abstract double[] array(int index);

  /**
   * Makes every call and compares what it has written with plain loops in double precision.
   *
   * @throws IllegalStateException if an element is further off than rounding explains
   */
  public abstract void check();

  /** Arrays as they were drawn. */
  final double[][] begin() {
    begin(operands);
    return operands;
  }

  protected static void count(FlopRate rate, double flops) {
    rate.add(flops);
  }

  final void check(String what, int index, double actual, double expected, double bound) {
    if (!(Math.abs(actual - expected) <= bound)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s %s, %d threads: element %d is %s, but should be %s",
              precision,
              what,
              threads,
              index,
              actual,
              expected));
    }
  }
}
