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
 * C = op(A)·op(B) over row-major matrices, timed in whatever form its library likes best: the
 * operands are handed over once, before the clock runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class ProductBenchmark {
  @Param public Precision precision;

  /** m×n×k. */
  @Param({
    "64x64x64",
    "128x128x128",
    "256x256x256",
    "512x512x512",
    "1024x1024x1024",
    "10000x25x64",
    "10000x64x25",
    "25x64x10000"
  })
  public String shape;

  /** Transposed operands: A, B, both or none. */
  @Param("NN")
  public String transposed;

  @Param("1")
  public int threads;

  protected int m;
  protected int n;
  protected int k;

  /** A is stored k×m. */
  protected boolean transA;

  /** B is stored n×k. */
  protected boolean transB;

  private double[] a;
  private double[] b;
  private double flops;

  @Setup
  public final void prepare() {
    String[] sizes = shape.split("x", -1);
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    transA = transposed.charAt(0) == 'T';
    transB = transposed.charAt(1) == 'T';
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    a = random.doubles((long) m * k).map(ProductBenchmark::operand).toArray();
    b = random.doubles((long) k * n).map(ProductBenchmark::operand).toArray();
    flops = 2.0 * m * n * k;
    begin(a, b);
  }

  /** In [−1/2, 1/2], and the same number in both precisions. */
  private static double operand(double unit) {
    return (float) (unit - 0.5);
  }

  /** Takes the threads and the operands as they are stored; C is to hold no product yet. */
  protected abstract void begin(double[] a, double[] b);

  /** Computes the product once, and counts it. */
  public abstract void multiply(FlopRate rate);

  /** C(i, j) as it now stands. */
  protected abstract double product(int i, int j);

  /** Which library answers, its version, and which kernels it has chosen. */
  public abstract String library();

  protected final void count(FlopRate rate) {
    rate.add(flops);
  }

  /**
   * Computes the product and compares it with a plain triple loop in double precision.
   *
   * <p>|a|, |b| ≤ 1/2, so the error of a sum in any order is at most γ(k + 2)·k/4, here below (k +
   * 2)·k·u.
   *
   * @throws IllegalStateException if an element is further off than that
   */
  public final void check() {
    multiply(new FlopRate());
    double bound = (k + 2.0) * k * precision.unitRoundoff();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[transA ? p * m + i : i * k + p] * b[transB ? j * k + p : p * n + j];
        }
        if (!(Math.abs(product(i, j) - sum) <= bound)) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "%s %s %s, %d threads: C(%d, %d) is %s, but should be %s",
                  precision,
                  shape,
                  transposed,
                  threads,
                  i,
                  j,
                  product(i, j),
                  sum));
        }
      }
    }
  }
}
