package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The derivative of GELU in double precision against {@link Exact}; {@link FloatGatedTest}. */
@Tag("once")
class DoubleGeluDerivativeTest {
  /** In units of roundoff, as the Javadoc of DoubleScalarGeluDerivative states it. */
  private static final double BOUND = 4;

  private static final double U = Precision.F64.unitRoundoff();

  @Test
  void isWithinItsBound() {
    Random random = new Random(3);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < 40_000; i++) {
      double x = i % 2 == 0 ? random.nextDouble(-12, 12) : 2 * random.nextGaussian();
      DoubleDouble exact = Exact.geluDerivative(x);
      double computed = DoubleScalarGeluDerivative.geluDerivative(x);
      double error = Math.abs(computed - exact.hi() - exact.lo()) / U;
      if (!(error <= largest)) {
        largest = error;
        worst = x;
      }
    }
    assertThat(largest).as("largest error in u, at %s", worst).isLessThan(BOUND);
  }

  @Test
  void limits() {
    assertThat(DoubleScalarGeluDerivative.geluDerivative(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(DoubleScalarGeluDerivative.geluDerivative(39)).isEqualTo(1);
    assertThat(DoubleScalarGeluDerivative.geluDerivative(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(DoubleScalarGeluDerivative.geluDerivative(-39)).isZero();
    assertThat(DoubleScalarGeluDerivative.geluDerivative(Double.NaN)).isNaN();
    for (double tiny : new double[] {0, -0.0, Double.MIN_VALUE, -0x1p-60}) {
      assertThat(DoubleScalarGeluDerivative.geluDerivative(tiny)).isEqualTo(0.5);
    }
  }
}
