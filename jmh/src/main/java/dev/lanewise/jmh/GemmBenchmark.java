package dev.lanewise.jmh;

import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.simd.Simd;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * Our own product. With the FMA peak of the same minutes beside it, one thread and two:
 *
 * <pre>java -jar jmh/target/benchmarks.jar 'FmaPeak|Gemm' -p threads=1,2 -rf json -rff gemm.json
 * </pre>
 */
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark extends ProductBenchmark {
  private Matrix left;
  private Matrix right;
  private Matrix result;

  @Override
  protected void begin(double[] a, double[] b) {
    Gemm.setThreads(threads);
    left = matrix(a, transA ? k : m, transA ? m : k, transA);
    right = matrix(b, transB ? n : k, transB ? k : n, transB);
    result = window(m, n);
  }

  /** Elements from a row of so many to the next. */
  protected int leading(int cols) {
    return cols;
  }

  private Matrix window(int rows, int cols) {
    return Matrix.zeros(precision, rows, leading(cols)).window(0, 0, rows, cols);
  }

  private Matrix matrix(double[] values, int rows, int cols, boolean transposed) {
    Matrix matrix = window(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, values[i * cols + j]);
      }
    }
    return transposed ? matrix.transposed() : matrix;
  }

  @Benchmark
  @Override
  public void multiply(FlopRate rate) {
    Gemm.multiply(left, right, result);
    count(rate);
  }

  @Override
  protected double product(int i, int j) {
    return result.get(i, j);
  }

  @Override
  public String library() {
    return Simd.isVector()
        ? "vectors of " + Simd.vectorBits() + " bits"
        : "scalar kernels: " + Simd.reason();
  }
}
