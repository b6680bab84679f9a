package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;

/** Wrong shapes are refused with a message that names them all, and nothing is written. */
class GemmErrorsTest {
  private static Matrix f32(int rows, int cols) {
    return Matrix.zeros(Precision.F32, rows, cols);
  }

  @Test
  void messagesNameAllShapes() {
    refused(
        f32(3, 4),
        f32(5, 6),
        f32(3, 6),
        "A is 3×4 (ld 4), B is 5×6 (ld 6), C is 3×6 (ld 6): A.cols must equal B.rows");
    refused(
        f32(3, 5),
        f32(5, 6),
        f32(4, 6),
        "A is 3×5 (ld 5), B is 5×6 (ld 6), C is 4×6 (ld 6): C.rows must equal A.rows");
    refused(
        f32(3, 5),
        f32(5, 6),
        f32(3, 7),
        "A is 3×5 (ld 5), B is 5×6 (ld 6), C is 3×7 (ld 7): C.cols must equal B.cols");
    refused(
        f32(4, 3).transposed(),
        f32(5, 8).window(1, 2, 3, 5),
        f32(3, 5),
        "A is 3×4 (ld 3, transposed), B is 3×5 (ld 8), C is 3×5 (ld 5):"
            + " A.cols must equal B.rows");
  }

  @Test
  void precisionsMustBeEqual() {
    for (int odd = 0; odd < 3; odd++) {
      Matrix a = Matrix.zeros(odd == 0 ? Precision.F64 : Precision.F32, 2, 2);
      Matrix b = Matrix.zeros(odd == 1 ? Precision.F64 : Precision.F32, 2, 2);
      Matrix c = Matrix.zeros(odd == 2 ? Precision.F64 : Precision.F32, 2, 2);
      refused(
          a,
          b,
          c,
          "A is 2×2 (ld 2), B is 2×2 (ld 2), C is 2×2 (ld 2): precisions must be equal, not "
              + a.precision()
              + ", "
              + b.precision()
              + ", "
              + c.precision());
    }
  }

  private static void refused(Matrix a, Matrix b, Matrix c, String message) {
    c.fill(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gemm.multiply(a, b, c))
        .withMessage(message);
    assertThat(c.toDoubles()).containsOnly(7);
  }

  @Test
  void blasChecksEveryWindow() {
    blasRefused(-1, 2, 2, 0, 2, 0, 2, 0, 2, "m = -1, n = 2, k = 2: none may be negative");
    blasRefused(2, -1, 2, 0, 2, 0, 2, 0, 2, "m = 2, n = -1, k = 2: none may be negative");
    blasRefused(2, 2, -1, 0, 2, 0, 2, 0, 2, "m = 2, n = 2, k = -1: none may be negative");
    blasRefused(2, 2, 2, -1, 2, 0, 2, 0, 2, window("A", 2, 2, 2, -1, 4, 2));
    blasRefused(2, 2, 2, 1, 2, 0, 2, 0, 2, window("A", 2, 2, 2, 1, 4, 2));
    blasRefused(2, 2, 2, 0, 1, 0, 2, 0, 2, window("A", 2, 2, 1, 0, 4, 2));
    blasRefused(2, 2, 2, 0, 3, 0, 2, 0, 2, window("A", 2, 2, 3, 0, 4, 2));
    blasRefused(2, 2, 2, 0, 2, 1, 2, 0, 2, window("B", 2, 2, 2, 1, 4, 2));
    blasRefused(2, 2, 2, 0, 2, 0, 0, 0, 2, window("B", 2, 2, 0, 0, 4, 2));
    blasRefused(2, 2, 2, 0, 2, 0, 2, 5, 2, window("C", 2, 2, 2, 5, 4, 2));
    blasRefused(2, 2, 2, 0, 2, 0, 2, 0, -9, window("C", 2, 2, -9, 0, 4, 2));
    blasRefused(0, 2, 2, 5, 2, 0, 2, 0, 2, window("A", 0, 2, 2, 5, 4, 2));
    blasRefused(2, 2, 0, 0, 0, 0, 2, 0, 2, window("A", 2, 0, 0, 0, 4, 0));
  }

  /** Sizes whose product is no int must not wrap around to something that fits. */
  @Test
  void overflowOfSizes() {
    int big = 1 << 16;
    blasRefused(big, 2, big, 0, big, 0, 2, 0, 2, window("A", big, big, big, 0, 4, big));
    blasRefused(2, big, big, 0, big, 0, big, 0, big, window("A", 2, big, big, 0, 4, big));
    blasRefused(2, 2, 2, 0, 0x7fffffff, 0, 2, 0, 2, window("A", 2, 2, 0x7fffffff, 0, 4, 2));
    blasRefused(2, 2, 2, 0x7fffffff, 2, 0, 2, 0, 2, window("A", 2, 2, 2, 0x7fffffff, 4, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.zeros(big, big));
  }

  private static String window(
      String name, int rows, int cols, int ld, int offset, int length, int least) {
    return String.format(
        "%s of %d×%d (ld %d) at offset %d does not fit in an array of %d elements;"
            + " ld must be at least max(1, %d)",
        name, rows, cols, ld, offset, length, least);
  }

  private static void blasRefused(
      int m,
      int n,
      int k,
      int aOffset,
      int lda,
      int bOffset,
      int ldb,
      int cOffset,
      int ldc,
      String message) {
    float[] a = new float[4];
    float[] b = new float[4];
    float[] c = {7f, 7f, 7f, 7f};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Blas.sgemm(
                    false, false, m, n, k, 1f, a, aOffset, lda, b, bOffset, ldb, 0f, c, cOffset,
                    ldc))
        .withMessage(message);
    double[] wideC = {7, 7, 7, 7};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Blas.dgemm(
                    false,
                    false,
                    m,
                    n,
                    k,
                    1,
                    new double[4],
                    aOffset,
                    lda,
                    new double[4],
                    bOffset,
                    ldb,
                    0,
                    wideC,
                    cOffset,
                    ldc))
        .withMessage(message);
    assertThat(c).containsOnly(7f);
    assertThat(wideC).containsOnly(7);
  }
}
