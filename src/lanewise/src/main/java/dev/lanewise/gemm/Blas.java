package dev.lanewise.gemm;

import dev.lanewise.matrix.Shapes;
import dev.lanewise.parallel.Workers;
import java.util.Locale;

/**
 * Matrix multiplication over plain arrays, with the meaning that CBLAS gives it in row-major order.
 *
 * <p>Bits, NaN behaviour, threads and allocation as in {@link Gemm}: after the sums of numerics v1,
 * C = α·s where β = 0 and fma(β, C, α·s) otherwise. β = 0 never reads C, α = 0 never reads A or B;
 * k = 0 gives β·C.
 */
public final class Blas {
  private Blas() {}

  /**
   * Overwrites C with α·op(A)·op(B) + β·C in single precision.
   *
   * <p>op(A) is m×k, op(B) k×n, C m×n, all row-major. A is stored m×k, or k×m where {@code transA};
   * B k×n, or n×k where {@code transB}. Offsets and leading dimensions count elements; a leading
   * dimension is at least max(1, stored columns). C must not overlap A or B.
   *
   * <p>Error: |Ĉ − C| ≤ γ(k + 2)·(|α||A||B| + |β||C|), γ(k) = ku/(1 − ku), u = 2⁻²⁴.
   *
   * @throws IllegalArgumentException if a size is negative, a window leaves its array, or C
   *     overlaps an operand; nothing is written then
   */
  public static void sgemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    gemm(
        FloatGemm.DRIVER,
        Workers.shared(),
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        beta,
        c,
        cOffset,
        ldc);
  }

  /**
   * Overwrites C with α·op(A)·op(B) + β·C in double precision; otherwise as {@link #sgemm}, with u
   * = 2⁻⁵³.
   *
   * @throws IllegalArgumentException as {@link #sgemm}
   */
  public static void dgemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    gemm(
        DoubleGemm.DRIVER,
        Workers.shared(),
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        beta,
        c,
        cOffset,
        ldc);
  }

  static <V> void gemm(
      GemmDriver<V> driver,
      Workers workers,
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      V a,
      int aOffset,
      int lda,
      V b,
      int bOffset,
      int ldb,
      double beta,
      V c,
      int cOffset,
      int ldc) {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "m = %d, n = %d, k = %d: none may be negative", m, n, k));
    }
    int aRows = transA ? k : m;
    int aCols = transA ? m : k;
    int bRows = transB ? n : k;
    int bCols = transB ? k : n;
    Panels<V> panels = driver.panels();
    Shapes.checkWindow("A", panels.length(a), aOffset, aRows, aCols, lda);
    Shapes.checkWindow("B", panels.length(b), bOffset, bRows, bCols, ldb);
    Shapes.checkWindow("C", panels.length(c), cOffset, m, n, ldc);
    checkNoOverlap(c, a, "A", aOffset, aRows, aCols, lda, cOffset, m, n, ldc);
    checkNoOverlap(c, b, "B", bOffset, bRows, bCols, ldb, cOffset, m, n, ldc);
    if (m == 0 || n == 0) {
      return;
    }
    GemmCall<V> call = driver.call();
    call.m = m;
    call.n = n;
    call.k = alpha == 0 ? 0 : k;
    call.alpha = k == 0 ? 0 : alpha;
    call.beta = beta;
    call.a = a;
    call.aOff = aOffset;
    call.aRow = transA ? 1 : lda;
    call.aCol = transA ? lda : 1;
    call.b = b;
    call.bOff = bOffset;
    call.bRow = transB ? 1 : ldb;
    call.bCol = transB ? ldb : 1;
    call.c = c;
    call.cOff = cOffset;
    call.ldc = ldc;
    driver.run(call, workers);
  }

  private static void checkNoOverlap(
      Object c,
      Object operand,
      String name,
      int offset,
      int rows,
      int cols,
      int ld,
      int cOffset,
      int m,
      int n,
      int ldc) {
    if (Shapes.overlap(operand, offset, rows, cols, ld, c, cOffset, m, n, ldc)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "C of %d×%d (ld %d) at offset %d overlaps %s of %d×%d (ld %d) at offset %d",
              m,
              n,
              ldc,
              cOffset,
              name,
              rows,
              cols,
              ld,
              offset));
    }
  }
}
