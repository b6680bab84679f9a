package dev.lanewise.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;

class BitsDigestTest {
  /** printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum, and the same for f64. */
  @Test
  void littleEndianInTheirOwnPrecision() {
    assertThat(BitsDigest.sha256(oneAndMinusTwo(Precision.F32)))
        .isEqualTo("ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b");
    assertThat(BitsDigest.sha256(oneAndMinusTwo(Precision.F64)))
        .isEqualTo("7886fe67ba4484d889aa8ec41f0b242f914fbf6bae1be2ed23f56a007e3547b0");
  }

  @Test
  void theSignOfZeroCounts() {
    Matrix zero = Matrix.zeros(Precision.F64, 1, 1);
    Matrix minusZero = Matrix.zeros(Precision.F64, 1, 1);
    minusZero.set(0, 0, -0.0);

    assertThat(BitsDigest.sha256(zero)).isNotEqualTo(BitsDigest.sha256(minusZero));
  }

  private static Matrix oneAndMinusTwo(Precision precision) {
    Matrix matrix = Matrix.zeros(precision, 1, 2);
    matrix.set(0, 0, 1);
    matrix.set(0, 1, -2);
    return matrix;
  }
}
