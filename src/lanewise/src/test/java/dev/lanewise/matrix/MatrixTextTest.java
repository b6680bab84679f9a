package dev.lanewise.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a matrix looks like as text, and how precisions convert. */
class MatrixTextTest {
  @Test
  void smallMatricesAreShownInFull() {
    assertThat(FloatMatrix.of(new float[][] {{1, -2.5f}, {Float.NaN, 1e-20f}}).transposed())
        .hasToString(
            """
            FloatMatrix 2×2
              [      1.00000          NaN ]
              [     -2.50000  1.00000e-20 ]""");
    assertThat(DoubleMatrix.zeros(0, 3)).hasToString("DoubleMatrix 0×3");
    assertThat(DoubleMatrix.zeros(1, 8).toString()).doesNotContain("…");
  }

  @Test
  void theMiddleOfALargeOneIsLeftOut() {
    DoubleMatrix matrix = DoubleMatrix.zeros(100, 9);
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 9; j++) {
        matrix.set(i, j, 10 * i + j);
      }
    }
    String[] lines = matrix.toString().split("\n", -1);
    assertThat(lines).hasSize(10);
    assertThat(lines[0]).isEqualTo("DoubleMatrix 100×9");
    assertThat(lines[4])
        .contains(" 30.0000 ", " 33.0000 ", "…", " 35.0000 ")
        .doesNotContain("34.0");
    assertThat(lines[5]).isEqualTo("  … 92 more rows");
    assertThat(lines[6]).contains(" 960.000 ");
    assertThat(lines[9]).contains(" 998.000 ]");
  }

  @Test
  void doublesRoundToNearestFloat() {
    double third = 1.0 / 3;
    Matrix wide = DoubleMatrix.of(new double[][] {{third, 1e300, -0.0, 1e-300}});
    assertThat(wide.toFloats()).containsExactly((float) third, Float.POSITIVE_INFINITY, -0f, 0f);
    assertThat(wide.toFloatRows()[0]).containsExactly(wide.toFloats());
    assertThat(wide.to(Precision.F32).toDoubles()[0]).isEqualTo((double) (float) third);
  }

  @Test
  void precisionFacts() {
    assertThat(Precision.F32.bytes()).isEqualTo(4);
    assertThat(Precision.F64.bytes()).isEqualTo(8);
    assertThat(Precision.F32.unitRoundoff()).isEqualTo(Math.ulp(1f) / 2);
    assertThat(Precision.F64.unitRoundoff()).isEqualTo(Math.ulp(1.0) / 2);
    assertThat(Matrix.zeros(Precision.F32, 1, 1)).isInstanceOf(FloatMatrix.class);
    assertThat(Matrix.zeros(Precision.F64, 1, 1)).isInstanceOf(DoubleMatrix.class);
  }
}
