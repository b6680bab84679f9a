package dev.lanewise.jmh;

import dev.lanewise.gemm.Blas;
import dev.lanewise.gemm.Gemm;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A row-major matrix, rows×cols, and a vector: x·A, A·x and A + x·yᵀ in single precision.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Level2 -p threads=1,2 -rf json -rff level2.json</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Level2Benchmark {
  @Param({"64x64", "784x512", "10000x64"})
  public String shape;

  @Param("1")
  public int threads;

  int rows;
  int cols;
  float[] a;
  float[] x;
  float[] y;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    String[] sizes = shape.split("x", -1);
    rows = Integer.parseInt(sizes[0]);
    cols = Integer.parseInt(sizes[1]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    a = numbers(rows * cols, random);
    x = numbers(rows, random);
    y = numbers(cols, random);
  }

  private static float[] numbers(int length, RandomGenerator random) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = random.nextFloat() - 0.5f;
    }
    return array;
  }

  private double flops() {
    return 2.0 * rows * cols;
  }

  /** y ← x·A, vectors along y. */
  @Benchmark
  public float[] row(FlopRate rate) {
    Blas.sgemv(true, rows, cols, 1f, a, 0, cols, x, 0, 1, 0f, y, 0, 1);
    rate.add(flops());
    return y;
  }

  /** x ← A·y, sums along the rows of A. */
  @Benchmark
  public float[] column(FlopRate rate) {
    Blas.sgemv(false, rows, cols, 1f, a, 0, cols, y, 0, 1, 0f, x, 0, 1);
    rate.add(flops());
    return x;
  }

  /** A ← A + x·yᵀ, x and y as small as to leave A finite. */
  @Benchmark
  public float[] update(FlopRate rate) {
    Blas.sger(rows, cols, 1e-9f, x, 0, 1, y, 0, 1, a, 0, cols);
    rate.add(flops());
    return a;
  }
}
