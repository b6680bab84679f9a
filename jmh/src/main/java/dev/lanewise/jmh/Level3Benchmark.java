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
 * Products of level 3 other than gemm, order n, single precision: a triangle of A·Aᵀ, whose flops
 * are n³, and a batch of small products beside a loop of calls.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Level3 -p threads=1,2 -rf json -rff level3.json</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Level3Benchmark {
  /** Elements of each operand of a batch: it stays in L2. */
  private static final int BATCH_ELEMENTS = 1 << 16;

  @Param({"16", "32", "64", "512"})
  public int n;

  @Param("1")
  public int threads;

  int batch;
  float[] a;
  float[] b;
  float[] c;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    batch = Math.max(1, BATCH_ELEMENTS / (n * n));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    a = numbers(batch * n * n, random);
    b = numbers(batch * n * n, random);
    c = numbers(batch * n * n, random);
  }

  private static float[] numbers(int length, RandomGenerator random) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = random.nextFloat() - 0.5f;
    }
    return array;
  }

  private double cube() {
    return (double) n * n * n;
  }

  /** The lower triangle of C ← A·Aᵀ. */
  @Benchmark
  public float[] triangle(FlopRate rate) {
    Blas.ssyrk(false, false, n, n, 1f, a, 0, n, 0f, c, 0, n);
    rate.add(cube());
    return c;
  }

  /** Every C ← A·B of the batch in one call. */
  @Benchmark
  public float[] batched(FlopRate rate) {
    Blas.sgemmStridedBatched(
        false, false, n, n, n, 1f, a, 0, n, n * n, b, 0, n, n * n, 0f, c, 0, n, n * n, batch);
    rate.add(2 * cube() * batch);
    return c;
  }

  /** The same by a call for each. */
  @Benchmark
  public float[] calls(FlopRate rate) {
    for (int i = 0, at = 0; i < batch; i++, at += n * n) {
      Blas.sgemm(false, false, n, n, n, 1f, a, at, n, b, at, n, 0f, c, at, n);
    }
    rate.add(2 * cube() * batch);
    return c;
  }
}
