package dev.lanewise.gemm;

/**
 * Products over plain arrays, with the meaning that CBLAS gives them in row-major order.
 *
 * <p>Bits, NaN behaviour, threads and allocation as in {@link Gemm}: after the sums s of numerics
 * v1, C = α·s where β = 0 and fma(β, C, α·s) otherwise. β = 0 never reads C, α = 0 never reads A or
 * B; k = 0 gives β·C. Offsets, leading dimensions and strides count elements.
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
    FloatGemm.LEVEL3.gemm(
        transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
  }

  /**
   * {@link #sgemm} in double precision, with u = 2⁻⁵³.
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
    DoubleGemm.LEVEL3.gemm(
        transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
  }

  /**
   * Overwrites every C of a batch with α·op(A)·op(B) + β·C in single precision, each with the bits
   * of {@link #sgemm}.
   *
   * <p>The windows of product i begin at {@code offset + i·stride}. A stride of 0 shares A or B
   * among all products. The windows of C share no element, but may interleave; from its first
   * element to its last, the batch of C must not overlap that of A or B.
   *
   * @throws IllegalArgumentException as {@link #sgemm}, and if the batch or a stride is negative;
   *     nothing is written then
   */
  public static void sgemmStridedBatched(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      int strideA,
      float[] b,
      int bOffset,
      int ldb,
      int strideB,
      float beta,
      float[] c,
      int cOffset,
      int ldc,
      int strideC,
      int batch) {
    FloatGemm.LEVEL3.gemmStridedBatched(
        transA, transB, m, n, k, alpha, a, aOffset, lda, strideA, b, bOffset, ldb, strideB, beta, c,
        cOffset, ldc, strideC, batch);
  }

  /**
   * {@link #sgemmStridedBatched} in double precision.
   *
   * @throws IllegalArgumentException as {@link #sgemmStridedBatched}
   */
  public static void dgemmStridedBatched(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      int strideA,
      double[] b,
      int bOffset,
      int ldb,
      int strideB,
      double beta,
      double[] c,
      int cOffset,
      int ldc,
      int strideC,
      int batch) {
    DoubleGemm.LEVEL3.gemmStridedBatched(
        transA, transB, m, n, k, alpha, a, aOffset, lda, strideA, b, bOffset, ldb, strideB, beta, c,
        cOffset, ldc, strideC, batch);
  }

  /**
   * Overwrites one triangle of C, its diagonal included, with α·A·Aᵀ + β·C in single precision, or
   * with α·Aᵀ·A + β·C where {@code trans}; each element has the bits of {@link #sgemm}
   * (FloatSyrkTest). The other triangle is neither read nor written.
   *
   * <p>C is n×n and A n×k, or k×n where {@code trans}, all row-major. No element of C's n×n window
   * may be one of A.
   *
   * @throws IllegalArgumentException if a size is negative, a window leaves its array, or C
   *     overlaps A; nothing is written then
   */
  public static void ssyrk(
      boolean upper,
      boolean trans,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    FloatGemm.LEVEL3.syrk(upper, trans, n, k, alpha, a, aOffset, lda, beta, c, cOffset, ldc);
  }

  /**
   * {@link #ssyrk} in double precision.
   *
   * @throws IllegalArgumentException as {@link #ssyrk}
   */
  public static void dsyrk(
      boolean upper,
      boolean trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleGemm.LEVEL3.syrk(upper, trans, n, k, alpha, a, aOffset, lda, beta, c, cOffset, ldc);
  }

  /**
   * Overwrites y with α·op(A)·x + β·y in single precision, with the bits of {@link #sgemm} for an x
   * and a y of one column (FloatGemvTest).
   *
   * <p>A is m×n, row-major; op(A) is its transpose where {@code trans}. x has as many elements as
   * op(A) has columns, y as many as op(A) has rows. Element i of a vector lies at {@code offset +
   * i·inc}; with a negative increment at {@code offset + (i − length + 1)·inc}, so that the offset
   * is the lowest index, as in BLAS. y must not overlap A or x.
   *
   * @throws IllegalArgumentException if a size is negative, an increment is 0, A or a vector leaves
   *     its array, or y overlaps an operand; nothing is written then
   */
  public static void sgemv(
      boolean trans,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      int incX,
      float beta,
      float[] y,
      int yOffset,
      int incY) {
    FloatGemm.LEVEL2.gemv(
        trans, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
  }

  /**
   * {@link #sgemv} in double precision.
   *
   * @throws IllegalArgumentException as {@link #sgemv}
   */
  public static void dgemv(
      boolean trans,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      int incX,
      double beta,
      double[] y,
      int yOffset,
      int incY) {
    DoubleGemm.LEVEL2.gemv(
        trans, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
  }

  /**
   * Accumulates α·x·yᵀ into A in single precision, with the bits of {@link #sgemm} for k = 1 and β
   * = 1 (FloatGerTest): A(i, j) + α·(x(i)·y(j)), each operation rounded. α = 0 leaves A as it is; a
   * zero in x or y is not skipped.
   *
   * <p>A is m×n, row-major, x of m elements, y of n; increments as in {@link #sgemv}. x and y may
   * overlap each other, but not A.
   *
   * @throws IllegalArgumentException if a size is negative, an increment is 0, A or a vector leaves
   *     its array, or a vector overlaps A; nothing is written then
   */
  public static void sger(
      int m,
      int n,
      float alpha,
      float[] x,
      int xOffset,
      int incX,
      float[] y,
      int yOffset,
      int incY,
      float[] a,
      int aOffset,
      int lda) {
    FloatGemm.LEVEL2.ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
  }

  /**
   * {@link #sger} in double precision.
   *
   * @throws IllegalArgumentException as {@link #sger}
   */
  public static void dger(
      int m,
      int n,
      double alpha,
      double[] x,
      int xOffset,
      int incX,
      double[] y,
      int yOffset,
      int incY,
      double[] a,
      int aOffset,
      int lda) {
    DoubleGemm.LEVEL2.ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
  }
}
