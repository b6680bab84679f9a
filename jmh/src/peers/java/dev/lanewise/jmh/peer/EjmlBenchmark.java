package dev.lanewise.jmh.peer;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.matrix.Precision;
import org.ejml.EjmlVersion;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.Matrix;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * EJML's dense row-major product: plain loops, and those of its classes "MT" on several threads.
 */
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EjmlBenchmark extends ProductBenchmark {
  private Runnable call;
  private Matrix result;

  @Override
  protected void begin(double[] a, double[] b) {
    EjmlConcurrency.setMaxThreads(threads);
    if (precision == Precision.F32) {
      FMatrixRMaj left = filled(new FMatrixRMaj(transA ? k : m, transA ? m : k), a);
      FMatrixRMaj right = filled(new FMatrixRMaj(transB ? n : k, transB ? k : n), b);
      FMatrixRMaj product = new FMatrixRMaj(m, n);
      call = threads == 1 ? alone(left, right, product) : team(left, right, product);
      result = product;
    } else {
      DMatrixRMaj left = filled(new DMatrixRMaj(transA ? k : m, transA ? m : k), a);
      DMatrixRMaj right = filled(new DMatrixRMaj(transB ? n : k, transB ? k : n), b);
      DMatrixRMaj product = new DMatrixRMaj(m, n);
      call = threads == 1 ? alone(left, right, product) : team(left, right, product);
      result = product;
    }
  }

  private static FMatrixRMaj filled(FMatrixRMaj matrix, double[] values) {
    for (int i = 0; i < values.length; i++) {
      matrix.data[i] = (float) values[i];
    }
    return matrix;
  }

  private static DMatrixRMaj filled(DMatrixRMaj matrix, double[] values) {
    System.arraycopy(values, 0, matrix.data, 0, values.length);
    return matrix;
  }

  private Runnable alone(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    return switch (transposed) {
      case "NN" -> () -> CommonOps_FDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_FDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_FDRM.multTransA(a, b, c);
      default -> () -> CommonOps_FDRM.multTransAB(a, b, c);
    };
  }

  private Runnable team(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    return switch (transposed) {
      case "NN" -> () -> CommonOps_MT_FDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_MT_FDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_MT_FDRM.multTransA(a, b, c);
      default -> () -> CommonOps_MT_FDRM.multTransAB(a, b, c);
    };
  }

  private Runnable alone(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    return switch (transposed) {
      case "NN" -> () -> CommonOps_DDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_DDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_DDRM.multTransA(a, b, c);
      default -> () -> CommonOps_DDRM.multTransAB(a, b, c);
    };
  }

  private Runnable team(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    return switch (transposed) {
      case "NN" -> () -> CommonOps_MT_DDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_MT_DDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_MT_DDRM.multTransA(a, b, c);
      default -> () -> CommonOps_MT_DDRM.multTransAB(a, b, c);
    };
  }

  @Benchmark
  @Override
  public void multiply(FlopRate rate) {
    call.run();
    count(rate);
  }

  @Override
  protected double product(int i, int j) {
    return precision == Precision.F32
        ? ((FMatrixRMaj) result).get(i, j)
        : ((DMatrixRMaj) result).get(i, j);
  }

  @Override
  public String library() {
    return "EJML " + EjmlVersion.VERSION;
  }
}
