package dev.lanewise.jmh.peer;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.matrix.Precision;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * VectorBLAS, the pure-Java rival, on the same Vector API. It has one thread, and Fortran's order
 * of columns: row-major C = A·B is its Cᵀ = Bᵀ·Aᵀ.
 */
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Ddev.ludovic.netlib.blas.allowNative=false"
    })
public class VectorBlasBenchmark extends ProductBenchmark {
  private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.blas");

  static {
    LOGGER.setLevel(Level.WARNING); // it tells of every choice
  }

  private static final JavaBLAS BLAS = JavaBLAS.getInstance();

  private float[] floatLeft;
  private float[] floatRight;
  private float[] floatResult;
  private double[] left;
  private double[] right;
  private double[] result;
  private String opA;
  private String opB;
  private int lda;
  private int ldb;

  @Override
  protected void begin(double[] a, double[] b) {
    if (threads != 1) {
      throw new IllegalArgumentException("VectorBLAS has one thread, not " + threads);
    }
    if (!library().contains("VectorBLAS")) {
      throw new IllegalStateException("not VectorBLAS, but " + library());
    }
    opA = transA ? "T" : "N";
    opB = transB ? "T" : "N";
    lda = transA ? m : k;
    ldb = transB ? k : n;
    if (precision == Precision.F32) {
      floatLeft = floats(a);
      floatRight = floats(b);
      floatResult = new float[m * n];
    } else {
      left = a;
      right = b;
      result = new double[m * n];
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Benchmark
  @Override
  public void multiply(FlopRate rate) {
    if (precision == Precision.F32) {
      BLAS.sgemm(opB, opA, n, m, k, 1f, floatRight, ldb, floatLeft, lda, 0f, floatResult, n);
    } else {
      BLAS.dgemm(opB, opA, n, m, k, 1.0, right, ldb, left, lda, 0.0, result, n);
    }
    count(rate);
  }

  @Override
  protected double product(int i, int j) {
    return precision == Precision.F32 ? floatResult[i * n + j] : result[i * n + j];
  }

  @Override
  public String library() {
    return BLAS.getClass().getName();
  }
}
