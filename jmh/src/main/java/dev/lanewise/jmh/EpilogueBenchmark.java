package dev.lanewise.jmh;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.gemm.Epilogue;
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
 * What bias and sigmoid cost beside the product: nothing of them, in the same call, in a pass of
 * their own.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Epilogue -p precision=F32</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EpilogueBenchmark {
  @Param public Precision precision;

  /** m×n×k. */
  @Param({"10000x25x64", "512x512x512"})
  public String shape;

  @Param("1")
  public int threads;

  Matrix a;
  Matrix b;
  Matrix bias;
  Matrix c;
  private Epilogue epilogue;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    String[] sizes = shape.split("x", -1);
    int m = Integer.parseInt(sizes[0]);
    int n = Integer.parseInt(sizes[1]);
    int k = Integer.parseInt(sizes[2]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    a = matrix(m, k, random);
    b = matrix(k, n, random);
    bias = matrix(1, n, random);
    c = Matrix.zeros(precision, m, n);
    epilogue = Epilogue.activation(bias, Activation.SIGMOID);
  }

  private Matrix matrix(int rows, int cols, RandomGenerator random) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, random.nextDouble(-0.5, 0.5));
      }
    }
    return matrix;
  }

  /** c = a·b. */
  @Benchmark
  public Object plain() {
    Gemm.multiply(a, b, c);
    return c;
  }

  /** c = σ(a·b + bias) in one call. */
  @Benchmark
  public Object fused() {
    Gemm.multiply(a, b, c, epilogue);
    return c;
  }

  /** The same by a product and a pass over it. */
  @Benchmark
  public Object separate() {
    Gemm.multiply(a, b, c);
    Elementwise.activate(c, bias, Activation.SIGMOID);
    return c;
  }
}
