package dev.lanewise.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Views, conversions and errors of one precision. */
class FloatMatrixTest {
  /** Rows 10, 11, …; 20, 21, …: the element says where it is. */
  private static FloatMatrix places(int rows, int cols) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, 10 * (i + 1) + j);
      }
    }
    return matrix;
  }

  @Test
  void factories() {
    assertThat(FloatMatrix.zeros(2, 3).toFloats()).containsExactly(new float[6]);
    float[] array = {1f, 2f, 3f, 4f, 5f, 6f, 7f};
    FloatMatrix dense = FloatMatrix.wrap(array, 2, 3);
    assertThat(dense.array()).isSameAs(array);
    assertThat(dense.at(1, 2)).isEqualTo(6f);
    FloatMatrix window = FloatMatrix.wrap(array, 1, 2, 2, 4);
    assertThat(window.toFloatRows()).isDeepEqualTo(new float[][] {{2f, 3f}, {6f, 7f}});
    assertThat(window.offset()).isEqualTo(1);
    assertThat(window.leadingDimension()).isEqualTo(4);
    float[][] rows = {{1f, 2f}, {3f, 4f}, {5f, 6f}};
    FloatMatrix copied = FloatMatrix.of(rows);
    rows[0][0] = 9f;
    assertThat(copied.toFloats()).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
    float[] elements = {1f, 2f};
    FloatMatrix row = FloatMatrix.rowVector(elements);
    elements[0] = 9f;
    assertThat(row.toFloatRows()).isDeepEqualTo(new float[][] {{1f, 2f}});
  }

  @Test
  void emptyMatrices() {
    assertThat(FloatMatrix.of().rows()).isZero();
    FloatMatrix noColumns = FloatMatrix.of(new float[][] {{}, {}, {}});
    assertThat(noColumns.rows()).isEqualTo(3);
    assertThat(noColumns.copy().toDoubleRows()).isDeepEqualTo(new double[3][0]);
    assertThat(noColumns.transposed().copy().rows()).isZero();
    assertThat(FloatMatrix.zeros(0, 4).reshaped(0, 7).cols()).isEqualTo(7);
    assertThat(places(3, 3).window(3, 3, 0, 0).size()).isZero();
    assertThat(places(3, 3).rowRange(3, 3).rows()).isZero();
  }

  @Test
  void viewsShareTheArray() {
    FloatMatrix matrix = places(4, 5);
    matrix.row(2).set(0, 1, 77);
    assertThat(matrix.at(2, 1)).isEqualTo(77f);
    matrix.rowRange(1, 3).transposed().set(4, 0, 78);
    assertThat(matrix.at(1, 4)).isEqualTo(78f);
    matrix.reshaped(5, 4).set(4, 3, 79);
    assertThat(matrix.at(3, 4)).isEqualTo(79f);
    FloatMatrix copy = matrix.copy();
    copy.fill(0);
    assertThat(matrix.at(3, 4)).isEqualTo(79f);
    matrix.window(1, 1, 2, 2).fill(-1);
    assertThat(matrix.toFloats())
        .containsExactly(
            10f, 11f, 12f, 13f, 14f, 20f, -1f, -1f, 23f, 78f, 30f, -1f, -1f, 33f, 34f, 40f, 41f,
            42f, 43f, 79f);
  }

  @Test
  void viewsOfTransposedViews() {
    FloatMatrix matrix = places(4, 5);
    FloatMatrix turned = matrix.transposed();
    assertThat(turned.rows()).isEqualTo(5);
    assertThat(turned.rowStride()).isEqualTo(1);
    assertThat(turned.colStride()).isEqualTo(5);
    FloatMatrix inner = turned.window(1, 2, 3, 2);
    assertThat(inner.toFloatRows())
        .isDeepEqualTo(new float[][] {{31f, 41f}, {32f, 42f}, {33f, 43f}});
    assertThat(inner.transposed().row(1).toFloats()).containsExactly(41f, 42f, 43f);
    assertThat(inner.row(2).toFloats()).containsExactly(33f, 43f);
    assertThat(inner.rowRange(1, 3).window(1, 1, 1, 1).at(0, 0)).isEqualTo(43f);
    assertThat(inner.transposed().isTransposed()).isFalse();
    assertThat(turned.transposed().toFloats()).containsExactly(matrix.toFloats());
  }

  @Test
  void conversionsKeepTheElements() {
    FloatMatrix inner = places(4, 5).transposed().window(0, 1, 2, 2);
    assertThat(inner.to(Precision.F32).toFloats()).containsExactly(20f, 30f, 21f, 31f);
    assertThat(inner.to(Precision.F64).toDoubles()).containsExactly(20, 30, 21, 31);
    assertThat(inner.toDouble().toFloat().toFloatRows()).isDeepEqualTo(inner.toFloatRows());
    assertThat(inner.toFloat().toDouble().toDoubleRows()).isDeepEqualTo(inner.toDoubleRows());
    FloatMatrix target = FloatMatrix.zeros(5, 5);
    target.window(1, 1, 2, 2).copyFrom(inner.toDouble());
    target.window(3, 3, 2, 2).transposed().copyFrom(inner);
    assertThat(target.toFloatRows())
        .isDeepEqualTo(
            new float[][] {
              {0f, 0f, 0f, 0f, 0f},
              {0f, 20f, 30f, 0f, 0f},
              {0f, 21f, 31f, 0f, 0f},
              {0f, 0f, 0f, 20f, 21f},
              {0f, 0f, 0f, 30f, 31f}
            });
  }

  @Test
  void elementsOutsideAreRefused() {
    FloatMatrix inner = places(4, 5).window(1, 1, 2, 3);
    int[][] outside = {{-1, 0}, {2, 0}, {0, -1}, {0, 3}};
    for (int[] at : outside) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> inner.get(at[0], at[1]))
          .withMessage("(" + at[0] + ", " + at[1] + ") is outside a matrix of 2×3 (ld 5)");
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> inner.set(at[0], at[1], 1));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> inner.at(at[0], at[1]));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> inner.transposed().get(at[1], at[0]));
    }
  }

  @Test
  void badViewsAreRefused() {
    FloatMatrix matrix = places(4, 5);
    int[][] windows = {
      {-1, 0, 1, 1},
      {0, -1, 1, 1},
      {0, 0, -1, 1},
      {0, 0, 1, -1},
      {0, 0, 5, 1},
      {0, 0, 1, 6},
      {4, 0, 1, 1},
      {0, 5, 1, 1},
      {1, 0, 0x7fffffff, 1},
      {0x7fffffff, 0, 1, 1}
    };
    for (int[] w : windows) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> matrix.window(w[0], w[1], w[2], w[3]))
          .withMessageContaining("does not fit in a matrix of 4×5 (ld 5)");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> matrix.row(4));
    assertThatIllegalArgumentException().isThrownBy(() -> matrix.rowRange(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.reshaped(3, 7))
        .withMessage("a matrix of 4×5 (ld 5) cannot be seen as 3×7");
    assertThatIllegalArgumentException().isThrownBy(() -> matrix.transposed().reshaped(4, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> matrix.window(0, 0, 2, 4).reshaped(4, 2));
    assertThat(matrix.window(2, 1, 1, 4).reshaped(2, 2).toFloats())
        .containsExactly(31f, 32f, 33f, 34f);
  }

  @Test
  void badShapesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.zeros(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.zeros(1 << 16, 1 << 16));
    assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.wrap(new float[5], 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatMatrix.wrap(new float[9], 0, 2, 3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatMatrix.wrap(new float[9], -1, 2, 3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatMatrix.of(new float[][] {{1f}, {2f, 3f}}))
        .withMessage("row 0 has 1 elements, row 1 has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatMatrix.zeros(2, 3).copyFrom(FloatMatrix.zeros(3, 2)))
        .withMessage("this is 2×3 (ld 3), source is 3×2 (ld 2): shapes must be equal");
  }
}
