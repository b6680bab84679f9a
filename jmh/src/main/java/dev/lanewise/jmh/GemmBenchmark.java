package dev.lanewise.jmh;

import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
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
 * C = A·B, row-major. With the FMA peak of the same minutes beside it, one thread and two:
 *
 * <pre>java -jar jmh/target/benchmarks.jar 'FmaPeak|Gemm' -p threads=1,2 -rf json -rff gemm.json
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
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

  Matrix a;
  Matrix b;
  Matrix c;
  private double flops;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    String[] sizes = shape.split("x", -1);
    int m = Integer.parseInt(sizes[0]);
    int n = Integer.parseInt(sizes[1]);
    int k = Integer.parseInt(sizes[2]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    a = operand(m, k, transposed.charAt(0) == 'T', random);
    b = operand(k, n, transposed.charAt(1) == 'T', random);
    c = Matrix.zeros(precision, m, n);
    flops = 2.0 * m * n * k;
  }

  private Matrix operand(int rows, int cols, boolean stored, RandomGenerator random) {
    Matrix matrix =
        stored
            ? Matrix.zeros(precision, cols, rows).transposed()
            : Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, random.nextDouble() - 0.5);
      }
    }
    return matrix;
  }

  @Benchmark
  public Matrix multiply(FlopRate rate) {
    Gemm.multiply(a, b, c);
    rate.add(flops);
    return c;
  }
}
