package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Wrong arguments of levels 2 and 3 are refused with a message, and nothing is written. */
class FloatBlasErrorsTest {
  private final float[] a = new float[6];
  private final float[] x = new float[3];
  private final float[] y = {7f, 7f, 7f, 7f, 7f, 7f};

  private void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    assertThat(y).containsOnly(7f);
  }

  private static String vector(String name, int n, int inc, int offset, int length) {
    return String.format(
        "%s of %d elements (increment %d) at offset %d does not fit in an array of %d elements;"
            + " the increment must not be 0",
        name, n, inc, offset, length);
  }

  @Test
  void gemvChecksMatrixAndVectors() {
    refused(() -> gemv(-1, 3, 0, 3, 0, 1, 0, 1), "m = -1, n = 3: none may be negative");
    refused(() -> gemv(2, -3, 0, 3, 0, 1, 0, 1), "m = 2, n = -3: none may be negative");
    refused(() -> gemv(2, 3, 0, 3, 1, 1, 0, 1), vector("x", 3, 1, 1, 3));
    refused(() -> gemv(2, 3, 0, 3, 0, 2, 0, 1), vector("x", 3, 2, 0, 3));
    refused(() -> gemv(2, 3, 0, 3, 0, -2, 0, 1), vector("x", 3, -2, 0, 3));
    refused(() -> gemv(2, 3, 0, 3, 0, 0, 0, 1), vector("x", 3, 0, 0, 3));
    refused(() -> gemv(2, 3, 0, 3, -1, 1, 0, 1), vector("x", 3, 1, -1, 3));
    refused(() -> gemv(2, 3, 0, 3, 0, 1, 5, 1), vector("y", 2, 1, 5, 6));
    refused(() -> gemv(2, 3, 0, 3, 0, 1, 0, 6), vector("y", 2, 6, 0, 6));
    int least = Integer.MIN_VALUE;
    refused(() -> gemv(2, 3, 0, 3, 0, least, 0, 1), vector("x", 3, least, 0, 3));
    refused(
        () -> gemv(2, 3, 1, 3, 0, 1, 0, 1),
        "A of 2×3 (ld 3) at offset 1 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 3)");
    gemv(0, 3, 0, 3, 0, 1, 6, 1);
    assertThat(y).containsOnly(7f);
  }

  private void gemv(int m, int n, int aOff, int lda, int xOff, int incX, int yOff, int incY) {
    Blas.sgemv(false, m, n, 1f, a, aOff, lda, x, xOff, incX, 0f, y, yOff, incY);
  }

  @Test
  void gemvRefusesOverlap() {
    refused(
        () -> Blas.sgemv(false, 2, 2, 1f, y, 0, 2, x, 0, 1, 0f, y, 3, 1),
        "y of 2 elements (increment 1) at offset 3 overlaps A of 2×2 (ld 2) at offset 0");
    refused(
        () -> Blas.sgemv(true, 2, 2, 1f, a, 0, 2, y, 0, 2, 0f, y, 2, -1),
        "y of 2 elements (increment -1) at offset 2 overlaps x of 2 elements (increment 2)"
            + " at offset 0");
    // Columns of one matrix, interleaved, and then a row beside its matrix.
    float[] all = {1f, 2f, 0f, 3f, 4f, 0f};
    Blas.sgemv(false, 2, 1, 1f, all, 0, 3, all, 1, 3, 0f, all, 2, 3);
    assertThat(all).containsExactly(1f, 2f, 2f, 3f, 4f, 6f);
    Blas.sgemv(true, 2, 2, 1f, all, 0, 2, new float[] {1f, 1f}, 0, 1, 0f, all, 4, 1);
    assertThat(all).containsExactly(1f, 2f, 2f, 3f, 3f, 5f);
  }

  @Test
  void gerChecksMatrixAndVectors() {
    refused(
        () -> Blas.sger(-1, 3, 1f, x, 0, 1, x, 0, 1, y, 0, 3),
        "m = -1, n = 3: none may be negative");
    refused(() -> Blas.sger(2, 3, 1f, x, 2, 1, x, 0, 1, y, 0, 3), vector("x", 2, 1, 2, 3));
    refused(() -> Blas.sger(2, 3, 1f, x, 0, 1, x, 0, 0, y, 0, 3), vector("y", 3, 0, 0, 3));
    refused(
        () -> Blas.sger(2, 3, 1f, x, 0, 1, x, 0, 1, y, 0, 4),
        "A of 2×3 (ld 4) at offset 0 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 3)");
    refused(
        () -> Blas.sger(2, 2, 1f, y, 1, 4, x, 0, 1, y, 2, 2),
        "x of 2 elements (increment 4) at offset 1 overlaps A of 2×2 (ld 2) at offset 2");
    refused(
        () -> Blas.sger(2, 2, 0f, x, 0, 1, y, 1, 1, y, 2, 2),
        "y of 2 elements (increment 1) at offset 1 overlaps A of 2×2 (ld 2) at offset 2");
  }

  @Test
  void syrkChecksBothMatrices() {
    refused(
        () -> Blas.ssyrk(true, false, 2, -1, 1f, a, 0, 1, 0f, y, 0, 2),
        "m = 2, n = 2, k = -1: none may be negative");
    refused(
        () -> Blas.ssyrk(true, false, 2, 3, 1f, a, 1, 3, 0f, y, 0, 2),
        "A of 2×3 (ld 3) at offset 1 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 3)");
    refused(
        () -> Blas.ssyrk(true, true, 2, 3, 1f, a, 0, 2, 0f, y, 3, 2),
        "C of 2×2 (ld 2) at offset 3 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 2)");
    refused(
        () -> Blas.ssyrk(true, false, 2, 1, 1f, y, 0, 1, 0f, y, 1, 2),
        "C of 2×2 (ld 2) at offset 1 overlaps A of 2×1 (ld 1) at offset 0");
  }

  @Test
  void batchesAreChecked() {
    refused(
        () -> batch(1, 1, 1, -1),
        "batch = -1, strideA = 1, strideB = 1, strideC = 1: none may be negative");
    refused(
        () -> batch(1, 0, -2, 2),
        "batch = 2, strideA = 1, strideB = 0, strideC = -2: none may be negative");
    refused(
        () -> batch(2, 0, 1, 4),
        "the last A of 1×1 (ld 1) at offset 6 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 1)");
    refused(
        () -> batch(Integer.MAX_VALUE, 0, 1, 4),
        "A of product 3, stride 2147483647, begins at 6442450941, after the end of an array of 6"
            + " elements");
    refused(
        () -> batch(0, 2, 1, 4),
        "B of product 3, stride 2, begins at 6, after the end of an array of 3 elements");
    refused(
        () -> batch(0, 0, 2, 4),
        "the last C of 1×1 (ld 1) at offset 6 does not fit in an array of 6 elements;"
            + " ld must be at least max(1, 1)");
    refused(
        () -> batch(0, 0, 0, 2),
        "strideC = 0: products 0 and 1 of the batch share elements of C of 1×1 (ld 1)");
    refused(
        () ->
            Blas.sgemmStridedBatched(
                false, false, 2, 1, 1, 1f, a, 0, 1, 0, x, 0, 1, 0, 0f, y, 0, 2, 2, 2),
        "strideC = 2: products 0 and 1 of the batch share elements of C of 2×1 (ld 2)");
    refused(
        () ->
            Blas.sgemmStridedBatched(
                false, false, 1, 1, 1, 1f, y, 3, 1, 0, x, 0, 1, 0, 0f, y, 0, 1, 2, 3),
        "the batch of C, 5 elements from offset 0, overlaps that of A, 1 elements from offset 3");
  }

  private void batch(int strideA, int strideB, int strideC, int batch) {
    Blas.sgemmStridedBatched(
        false, false, 1, 1, 1, 1f, a, 0, 1, strideA, x, 0, 1, strideB, 0f, y, 0, 1, strideC, batch);
  }
}
