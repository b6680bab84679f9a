package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A C that shares an element with A or B is refused before any write. */
class OverlapTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource
  void overlapsAreRefused(Precision precision) {
    Matrix all = MatrixWindows.random(precision, 9, 9, false, 0, random);
    Matrix other = MatrixWindows.random(precision, 4, 4, false, 0, random);
    Matrix c = all.window(2, 3, 4, 4);
    refused(all, c, other, c);
    refused(all, other, c, c);
    refused(all, c, c, c);
    refused(all, c.transposed(), other, c);
    refused(all, other, c, c.transposed());
    refused(all, all.window(5, 6, 4, 3), Matrix.zeros(precision, 3, 4), c); // one corner
    refused(all, all.window(0, 0, 4, 4), other, c);
    refused(all, other, all.window(4, 0, 4, 4), c);
    refused(all, Matrix.zeros(precision, 4, 1), all.window(3, 3, 1, 4), c); // a row inside
    refused(all, all.window(0, 4, 4, 1), Matrix.zeros(precision, 1, 4), c); // a column across
  }

  /** Windows beside each other interleave in the array but share nothing. */
  @ParameterizedTest
  @EnumSource
  void neighboursAreAllowed(Precision precision) {
    Matrix all = MatrixWindows.random(precision, 12, 12, false, 0, random);
    Matrix a = all.window(0, 0, 4, 4);
    Matrix b = all.window(0, 4, 4, 4);
    for (Matrix c :
        new Matrix[] {
          all.window(0, 8, 4, 4),
          all.window(4, 0, 4, 4),
          all.window(4, 4, 4, 4),
          all.window(3, 8, 4, 4),
          all.window(8, 8, 4, 4).transposed()
        }) {
      Matrix expected = MatrixWindows.product(a, b);
      Gemm.multiply(a, b, c);
      assertThat(c.toDoubles()).containsExactly(expected.toDoubles());
    }
  }

  @Test
  void blasRefusesOverlap() {
    float[] array = new float[40];
    for (int i = 0; i < array.length; i++) {
      array[i] = i;
    }
    float[] before = array.clone();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Blas.sgemm(
                    false, false, 2, 2, 2, 1f, array, 3, 5, new float[4], 0, 2, 0f, array, 9, 5))
        .withMessage("C of 2×2 (ld 5) at offset 9 overlaps A of 2×2 (ld 5) at offset 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Blas.sgemm(
                    false, true, 2, 3, 2, 0f, new float[4], 0, 2, array, 0, 5, 1f, array, 10, 5))
        .withMessage("C of 2×3 (ld 5) at offset 10 overlaps B of 3×2 (ld 5) at offset 0");
    assertThat(array).containsExactly(before);
    Blas.sgemm(false, false, 2, 2, 2, 1f, array, 0, 8, array, 2, 8, 0f, array, 4, 8);
    assertThat(array[4]).isEqualTo(0f * 2 + 1f * 10);
    assertThat(array[13]).isEqualTo(8f * 3 + 9f * 11);
  }

  /** An empty window overlaps nothing, wherever it lies. */
  @Test
  void emptyIsNoOverlap() {
    DoubleMatrix all = DoubleMatrix.zeros(4, 4);
    all.fill(3);
    Gemm.multiply(all.window(1, 1, 3, 0), DoubleMatrix.zeros(0, 3), all.window(0, 0, 3, 3));
    assertThat(all.toDoubles()).containsExactly(0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 3, 3, 3, 3, 3);
    Gemm.multiply(all.window(1, 1, 0, 2), all.window(0, 0, 2, 2), all.window(0, 0, 0, 2));
  }

  private static void refused(Matrix all, Matrix a, Matrix b, Matrix c) {
    double[] before = all.toDoubles();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gemm.multiply(a, b, c))
        .withMessageStartingWith("C (" + c.rows() + "×" + c.cols())
        .withMessageContaining("overlaps");
    assertThat(all.toDoubles()).containsExactly(before);
  }
}
