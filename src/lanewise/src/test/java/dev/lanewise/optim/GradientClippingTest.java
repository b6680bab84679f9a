package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Clipped gradients point where they did, or hold every entry within the bound. */
class GradientClippingTest {
  /** Each entry is the product of one rounded factor: two roundings, and the factor's own. */
  @Property(tries = 100)
  void byNorm(
      @ForAll Precision precision,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @DoubleRange(min = 0.01, max = 20) double largest) {
    Matrix gradient = drawn(precision, n);
    double[] before = gradient.toDoubles();
    double norm = Reductions.norm2(gradient);
    assertThat(GradientClipping.byNorm(gradient, largest)).isEqualTo(norm);
    if (norm <= largest) {
      assertThat(gradient.toDoubles()).isEqualTo(before);
      return;
    }
    for (int i = 0; i < n; i++) {
      double expected = before[i] * (largest / norm);
      double error = 4 * precision.unitRoundoff() * Math.abs(expected);
      assertThat(gradient.get(0, i)).isCloseTo(expected, within(error));
    }
    double error = 4 * precision.unitRoundoff() * largest;
    assertThat(Reductions.norm2(gradient)).isCloseTo(largest, within(error + n * 0x1p-50));
  }

  @Property(tries = 100)
  void byValue(
      @ForAll Precision precision,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @DoubleRange(min = 0.01, max = 2) double bound) {
    Matrix gradient = drawn(precision, n);
    double[] before = gradient.toDoubles();
    double limit = precision == Precision.F32 ? (float) bound : bound;
    GradientClipping.byValue(gradient, bound);
    for (int i = 0; i < n; i++) {
      double expected = Math.max(-limit, Math.min(limit, before[i]));
      assertThat(gradient.get(0, i)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNotFiniteIsSeen() {
    double infinite = Double.POSITIVE_INFINITY;
    for (double bad : new double[] {Double.NaN, infinite, -infinite}) {
      double[] entries = new double[35];
      for (int at : new int[] {0, 34}) {
        entries[at] = bad;
        Matrix gradient = DoubleMatrix.rowVector(entries);
        assertThat(GradientClipping.byNorm(gradient, 1)).isNotFinite();
        assertThat(gradient.toDoubles()).isEqualTo(entries);
        GradientClipping.byValue(gradient, 1);
        assertThat(gradient.row(0).toDoubles()[at]).isEqualTo((Double) Math.signum(bad));
      }
    }
  }

  @Test
  void refusesBounds() {
    Matrix gradient = DoubleMatrix.rowVector(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.byNorm(gradient, 0))
        .withMessage("the largest norm is 0.0, must be positive and finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.byValue(gradient, Double.NaN))
        .withMessage("the bound is NaN, must be positive and finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.byNorm(gradient.transposed(), 1));
  }

  private static Matrix drawn(Precision precision, int n) {
    Random random = new Random(n);
    Matrix gradient = Matrix.zeros(precision, 1, n);
    for (int i = 0; i < n; i++) {
      gradient.set(0, i, random.nextGaussian());
    }
    return gradient;
  }
}
