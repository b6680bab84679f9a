package dev.lanewise.gemm;

import dev.lanewise.matrix.Shapes;
import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Workers;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What {@link Blas} checks and runs for matrices, once for both precisions.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class Level3<V> {
  private final GemmDriver<V> driver;
  private final Supplier<Workers> team;
  private final Pool<BatchCall<V>> batches;
  private final Pool<SyrkCall<V>> triangles;

  Level3(GemmDriver<V> driver, Supplier<Workers> team) {
    this.driver = driver;
    this.team = team;
    batches = new Pool<>(() -> new BatchCall<>(driver));
    triangles = new Pool<>(() -> new SyrkCall<>(driver));
  }

  /** C ← α·op(A)·op(B) + β·C. */
  void gemm(
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
    checkSizes(m, n, k);
    int aRows = transA ? k : m;
    int aCols = transA ? m : k;
    int bRows = transB ? n : k;
    int bCols = transB ? k : n;
    checkWindow("A", a, aOffset, aRows, aCols, lda);
    checkWindow("B", b, bOffset, bRows, bCols, ldb);
    checkWindow("C", c, cOffset, m, n, ldc);
    checkNoOverlap(c, a, "A", aOffset, aRows, aCols, lda, cOffset, m, n, ldc);
    checkNoOverlap(c, b, "B", bOffset, bRows, bCols, ldb, cOffset, m, n, ldc);
    if (m == 0 || n == 0) {
      return;
    }
    GemmCall<V> call =
        product(
            transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset,
            ldc);
    driver.run(call, team.get());
  }

  /** {@link #gemm} for each of a batch, its windows a stride apart. */
  void gemmStridedBatched(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      V a,
      int aOffset,
      int lda,
      int strideA,
      V b,
      int bOffset,
      int ldb,
      int strideB,
      double beta,
      V c,
      int cOffset,
      int ldc,
      int strideC,
      int batch) {
    checkSizes(m, n, k);
    if (batch < 0 || strideA < 0 || strideB < 0 || strideC < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batch = %d, strideA = %d, strideB = %d, strideC = %d: none may be negative",
              batch,
              strideA,
              strideB,
              strideC));
    }
    if (batch == 0) {
      return;
    }
    int aRows = transA ? k : m;
    int aCols = transA ? m : k;
    int bRows = transB ? n : k;
    int bCols = transB ? k : n;
    checkWindows("A", "the last A", a, aOffset, aRows, aCols, lda, strideA, batch);
    checkWindows("B", "the last B", b, bOffset, bRows, bCols, ldb, strideB, batch);
    checkWindows("C", "the last C", c, cOffset, m, n, ldc, strideC, batch);
    if (m == 0 || n == 0) {
      return;
    }
    checkApart(c, cOffset, m, n, ldc, strideC, batch);
    int written = span(m, n, ldc, strideC, batch);
    checkSpans(c, cOffset, written, "A", a, aOffset, span(aRows, aCols, lda, strideA, batch));
    checkSpans(c, cOffset, written, "B", b, bOffset, span(bRows, bCols, ldb, strideB, batch));
    BatchCall<V> call = batches.take();
    try {
      call.first =
          product(
              transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset,
              ldc);
      call.strideA = strideA;
      call.strideB = strideB;
      call.strideC = strideC;
      call.batch = batch;
      call.run(team.get());
    } finally {
      call.clear();
      batches.give(call);
    }
  }

  /** C ← α·A·Aᵀ + β·C, or α·Aᵀ·A + β·C, in one triangle. */
  void syrk(
      boolean upper,
      boolean trans,
      int n,
      int k,
      double alpha,
      V a,
      int aOffset,
      int lda,
      double beta,
      V c,
      int cOffset,
      int ldc) {
    checkSizes(n, n, k);
    int rows = trans ? k : n;
    int cols = trans ? n : k;
    checkWindow("A", a, aOffset, rows, cols, lda);
    checkWindow("C", c, cOffset, n, n, ldc);
    checkNoOverlap(c, a, "A", aOffset, rows, cols, lda, cOffset, n, n, ldc);
    if (n == 0) {
      return;
    }
    SyrkCall<V> call = triangles.take();
    try {
      call.square =
          product(
              trans, !trans, n, n, k, alpha, a, aOffset, lda, a, aOffset, lda, beta, c, cOffset,
              ldc);
      call.upper = upper;
      call.run(team.get());
    } finally {
      call.clear();
      triangles.give(call);
    }
  }

  private GemmCall<V> product(
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
    return call;
  }

  private static void checkSizes(int m, int n, int k) {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "m = %d, n = %d, k = %d: none may be negative", m, n, k));
    }
  }

  private void checkWindow(String name, V array, int offset, int rows, int cols, int ld) {
    Shapes.checkWindow(name, driver.panels().length(array), offset, rows, cols, ld);
  }

  /** Of a batch, the last window leaves the array first. */
  private void checkWindows(
      String name,
      String lastName,
      V array,
      int offset,
      int rows,
      int cols,
      int ld,
      int stride,
      int batch) {
    checkWindow(name, array, offset, rows, cols, ld);
    long last = offset + (batch - 1L) * stride;
    int length = driver.panels().length(array);
    if (last > length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of product %d, stride %d, begins at %d, after the end of an array of %d elements",
              name,
              batch - 1,
              stride,
              last,
              length));
    }
    checkWindow(lastName, array, (int) last, rows, cols, ld);
  }

  /** Elements from the first to the last of a batch of windows, all of them inside an array. */
  private static int span(int rows, int cols, int ld, int stride, int batch) {
    return rows == 0 || cols == 0 ? 0 : (batch - 1) * stride + (rows - 1) * ld + cols;
  }

  private static <V> void checkSpans(
      V c, int cOffset, int written, String name, V operand, int offset, int read) {
    if (Shapes.overlap(
        operand, offset, read == 0 ? 0 : 1, read, read, c, cOffset, 1, written, written)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the batch of C, %d elements from offset %d, overlaps that of %s, %d elements from"
                  + " offset %d",
              written,
              cOffset,
              name,
              read,
              offset));
    }
  }

  /** Windows of C may interleave, but not share an element. */
  private static <V> void checkApart(
      V c, int offset, int rows, int cols, int ld, int stride, int batch) {
    long span = (rows - 1L) * ld + cols;
    for (int next = 1; next < batch && (long) next * stride < span; next++) {
      int other = offset + next * stride;
      if (Shapes.overlap(c, offset, rows, cols, ld, c, other, rows, cols, ld)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "strideC = %d: products 0 and %d of the batch share elements of C of %d×%d (ld %d)",
                stride,
                next,
                rows,
                cols,
                ld));
      }
    }
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
