package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import org.junit.jupiter.api.Test;

class StandardizerTest {
  @Test
  void meanZeroAndDeviationOne() {
    DoubleMatrix samples = DoubleMatrix.zeros(50, 2);
    for (int i = 0; i < 50; i++) {
      samples.set(i, 0, 1000 + Math.sin(i));
      samples.set(i, 1, 1e-3 * i * i);
    }
    Matrix scaled = Standardizer.of(samples).apply(samples);
    for (int j = 0; j < 2; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 50; i++) {
        sum += scaled.get(i, j);
        squares += scaled.get(i, j) * scaled.get(i, j);
      }
      // 1000 in binary64 leaves 13 digits of what varies.
      assertThat(sum / 50).isCloseTo(0, within(1e-12));
      assertThat(squares / 50).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void computedByHand() {
    Standardizer standardizer = Standardizer.of(DoubleMatrix.wrap(new double[] {1, 3}, 2, 1));
    assertThat(standardizer.mean().toDoubles()).containsExactly(2);
    assertThat(standardizer.deviation().toDoubles()).containsExactly(1);
    Matrix other = standardizer.apply(FloatMatrix.rowVector(7f));
    assertThat(other).isInstanceOf(FloatMatrix.class);
    assertThat(other.get(0, 0)).isEqualTo(5);
  }

  /** The mean of three 0.1 is not 0.1: its rounding must not become the deviation. */
  @Test
  void aColumnThatDoesNotVaryIsOnlyShifted() {
    DoubleMatrix samples = DoubleMatrix.wrap(new double[] {0.1, 0.1, 0.1}, 3, 1);
    Standardizer standardizer = Standardizer.of(samples);
    assertThat(standardizer.deviation().toDoubles()).containsExactly(1);
    assertThat(standardizer.apply(samples).get(0, 0)).isCloseTo(0, within(1e-16));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Standardizer.of(DoubleMatrix.zeros(0, 2)))
        .withMessage("no samples, so no mean");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Standardizer(DoubleMatrix.zeros(1, 2), DoubleMatrix.zeros(1, 2)))
        .withMessage("deviation 0.0 of column 0, must be positive");
    Standardizer two = Standardizer.of(DoubleMatrix.zeros(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.apply(DoubleMatrix.zeros(4, 3)))
        .withMessageContaining("4×3")
        .withMessageContaining("2 columns");
  }
}
