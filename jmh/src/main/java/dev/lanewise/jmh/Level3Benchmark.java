package dev.lanewise.jmh;

import dev.lanewise.gemm.Blas;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * Our own syrk and batches.
 *
 * <pre>java -jar jmh/target/benchmarks.jar 'jmh.Level3' -p threads=1,2 -rf json -rff level3.json
 * </pre>
 */
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Level3Benchmark extends Level3Calls {
  private boolean single;
  private Operands operands;

  // Arrays of the precision that is measured, each in a field as a caller would have it.
  private float[] a;
  private float[] b;
  private float[] c;
  private double[] doubleA;
  private double[] doubleB;
  private double[] doubleC;

  @Override
  protected void begin(double[][] arrays) {
    Gemm.setThreads(threads);
    single = precision == Precision.F32;
    operands = new Operands(precision, arrays);
    if (single) {
      a = operands.singles[A];
      b = operands.singles[B];
      c = operands.singles[C];
    } else {
      doubleA = operands.doubles[A];
      doubleB = operands.doubles[B];
      doubleC = operands.doubles[C];
    }
  }

  @Override
  protected double[] array(int index) {
    return operands.array(index);
  }

  @Benchmark
  @Override
  public void triangle(FlopRate rate) {
    if (single) {
      Blas.ssyrk(false, false, n, n, 1f, a, 0, n, 0f, c, 0, n);
    } else {
      Blas.dsyrk(false, false, n, n, 1, doubleA, 0, n, 0, doubleC, 0, n);
    }
    countTriangle(rate);
  }

  @Benchmark
  @Override
  public void batched(FlopRate rate) {
    int nn = n * n;
    if (single) {
      Blas.sgemmStridedBatched(
          false, false, n, n, n, 1f, a, 0, n, nn, b, 0, n, nn, 0f, c, 0, n, nn, batch);
    } else {
      Blas.dgemmStridedBatched(
          false, false, n, n, n, 1, doubleA, 0, n, nn, doubleB, 0, n, nn, 0, doubleC, 0, n, nn,
          batch);
    }
    countBatch(rate);
  }

  @Benchmark
  @Override
  public void calls(FlopRate rate) {
    for (int i = 0, at = 0; i < batch; i++, at += n * n) {
      if (single) {
        Blas.sgemm(false, false, n, n, n, 1f, a, at, n, b, at, n, 0f, c, at, n);
      } else {
        Blas.dgemm(false, false, n, n, n, 1, doubleA, at, n, doubleB, at, n, 0, doubleC, at, n);
      }
    }
    countBatch(rate);
  }
}
