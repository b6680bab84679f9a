package dev.lanewise.gemm;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import dev.lanewise.parallel.Workers;

/**
 * Matrix multiplication over {@link Matrix}; {@link Blas} is the same over plain arrays.
 *
 * <p>Numerics v1: C(i, j) is cut along k into chunks of 256. In a chunk, one chain acc = fma(a(i,
 * k), b(k, j), acc), k ascending, from +0; the chunks' sums are added in ascending order, the first
 * one assigned; then the epilogue. So the bits are the same for any number of threads, any vector
 * width and on the scalar path, and a triple loop over {@code Math.fma} is the exact reference
 * (GemmBitsTest). NaN and infinities propagate as IEEE 754 has it; zeros are not skipped.
 *
 * <p>Any thread may call at any time. After the first calls of a size, a call allocates nothing.
 */
public final class Gemm {
  private Gemm() {}

  /**
   * Overwrites {@code c} with {@code a·b}.
   *
   * <p>Shapes: a m×k, b k×n, c m×n, each a plain or a transposed view. {@code c} may hold anything
   * on entry, NaN included, and must not overlap {@code a} or {@code b}. With k = 0 it becomes +0.
   *
   * <p>Error: |Ĉ − C| ≤ γ(k + 2)·|A||B| elementwise, γ(k) = ku/(1 − ku) (Higham, Accuracy and
   * Stability of Numerical Algorithms, §3.1).
   *
   * @throws IllegalArgumentException if shapes or precisions disagree or c overlaps an operand; the
   *     message states all three: "A is 3×4 (ld 4), B is 5×6 (ld 6), C is 3×6 (ld 6): A.cols must
   *     equal B.rows". Nothing is written then.
   */
  public static void multiply(Matrix a, Matrix b, Matrix c) {
    multiply(a, b, c, Epilogue.none());
  }

  /**
   * Overwrites {@code c} with {@code epilogue(a·b)}; otherwise as {@link #multiply(Matrix, Matrix,
   * Matrix)}. With an epilogue that names a matrix c is no transposed view.
   *
   * @throws IllegalArgumentException also if the epilogue's matrices do not fit c or overlap it
   */
  public static void multiply(Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    multiply(Workers.shared(), a, b, c, epilogue);
  }

  static void multiply(Workers workers, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    Shapes.checkProduct(a, b, c);
    Shapes.checkNoOverlap("C", c, "A", a);
    Shapes.checkNoOverlap("C", c, "B", b);
    epilogue.check(a, b, c);
    if (c.size() == 0) {
      if (epilogue.columnSums() != null) {
        epilogue.columnSums().fill(0);
      }
      return;
    }
    run(driver(c.precision()), workers, a, b, c, epilogue);
  }

  private static <V> void run(
      GemmDriver<V> driver, Workers workers, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    GemmCall<V> call = driver.call();
    call.product(driver.panels(), a, b, c);
    call.epilogue(driver.panels(), epilogue);
    driver.run(call, workers);
  }

  static GemmDriver<?> driver(Precision precision) {
    return precision == Precision.F32 ? FloatGemm.DRIVER : DoubleGemm.DRIVER;
  }

  /** How products of this precision are cut on this machine. */
  public static BlockSizes blockSizes(Precision precision) {
    return driver(precision).blocks();
  }

  /** Number of threads that a call may use, the caller's included. */
  public static int threads() {
    return Workers.shared().threads();
  }

  /**
   * Sets the number of threads that a call may use. The default is the system property {@code
   * lanewise.threads}, else the number of processors. Bits do not depend on it.
   *
   * @throws IllegalArgumentException if it is not 1 … 65535
   */
  public static void setThreads(int threads) {
    Workers.share(new Workers(threads));
  }
}
