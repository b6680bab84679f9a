package dev.lanewise.jmh;

import dev.lanewise.gemm.Blas;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * Our own calls of level 2.
 *
 * <pre>java -jar jmh/target/benchmarks.jar 'jmh.Level2' -p threads=1,2 -rf json -rff level2.json
 * </pre>
 */
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Level2Benchmark extends Level2Calls {
  private boolean single;
  private Operands operands;

  // Arrays of the precision that is measured, each in a field as a caller would have it.
  private float[] a;
  private float[] x;
  private float[] y;
  private double[] doubleA;
  private double[] doubleX;
  private double[] doubleY;

  @Override
  protected void begin(double[][] arrays) {
    Gemm.setThreads(threads);
    single = precision == Precision.F32;
    operands = new Operands(precision, arrays);
    if (single) {
      a = operands.singles[A];
      x = operands.singles[X];
      y = operands.singles[Y];
    } else {
      doubleA = operands.doubles[A];
      doubleX = operands.doubles[X];
      doubleY = operands.doubles[Y];
    }
  }

  @Override
  protected double[] array(int index) {
    return operands.array(index);
  }

  /** Vectors along y. */
  @Benchmark
  @Override
  public void row(FlopRate rate) {
    if (single) {
      Blas.sgemv(true, rows, cols, 1f, a, 0, cols, x, 0, 1, 0f, y, 0, 1);
    } else {
      Blas.dgemv(true, rows, cols, 1, doubleA, 0, cols, doubleX, 0, 1, 0, doubleY, 0, 1);
    }
    count(rate);
  }

  /** Sums along the rows of A. */
  @Benchmark
  @Override
  public void column(FlopRate rate) {
    if (single) {
      Blas.sgemv(false, rows, cols, 1f, a, 0, cols, y, 0, 1, 0f, x, 0, 1);
    } else {
      Blas.dgemv(false, rows, cols, 1, doubleA, 0, cols, doubleY, 0, 1, 0, doubleX, 0, 1);
    }
    count(rate);
  }

  @Benchmark
  @Override
  public void update(FlopRate rate) {
    if (single) {
      Blas.sger(rows, cols, (float) alpha, x, 0, 1, y, 0, 1, a, 0, cols);
    } else {
      Blas.dger(rows, cols, alpha, doubleX, 0, 1, doubleY, 0, 1, doubleA, 0, cols);
    }
    count(rate);
  }
}
