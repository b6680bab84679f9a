package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Errors of the double-precision functions against {@link ExactExp}, in units in the last place of
 * the exact value; subnormal results count in units of 2⁻¹⁰⁷⁴.
 */
@Tag("once")
class DoubleMathTest {
  /** Largest errors in ulp, as the Javadoc of DoubleScalarMath states them. */
  private static final double EXP = 1.5;

  private static final double SIGMOID = 2.5;

  private static final int POINTS = 100_000;

  private static final long SEED = 10;

  private static void check(
      String name, double bound, DoubleUnaryOperator function, DoubleFunction<ExactExp> exact) {
    Random random = new Random(SEED);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      double x = point(i, random);
      double error = exact.apply(x).ulps(function.applyAsDouble(x));
      if (!(error <= largest)) {
        largest = error;
        worst = x;
      }
    }
    assertThat(largest).as("%s, largest error in ulp, at %s", name, worst).isLessThan(bound);
  }

  /** The whole range, results below the normal range, near 0, and where the reduction turns. */
  private static double point(int i, Random random) {
    return switch (i % 4) {
      case 0 -> random.nextDouble() * 1453 - 744;
      case 1 -> -708 - 36.4 * random.nextDouble();
      case 2 -> random.nextGaussian() * Math.scalb(1.0, -random.nextInt(60));
      default ->
          (random.nextInt(2040) - 1040 + 0.5) * Math.log(2) * 0.99999
              + random.nextGaussian() * 1e-9;
    };
  }

  @Test
  void exp() {
    check("exp", EXP, DoubleScalarExp::exp, ExactExp::exp);
  }

  @Test
  void sigmoid() {
    check("sigmoid", SIGMOID, DoubleScalarSigmoid::sigmoid, ExactExp::sigmoid);
  }

  /** The oracle itself, against StrictMath, whose error is below 1 ulp. */
  @Test
  void oracle() {
    check("StrictMath.exp", 1.0, StrictMath::exp, ExactExp::exp);
    assertThat(ExactExp.exp(1).ulps(Math.E)).isLessThan(0.5);
    assertThat(ExactExp.exp(1).ulps(Math.nextUp(Math.E))).isBetween(0.5, 1.5);
    assertThat(ExactExp.exp(-745).ulps(Double.MIN_VALUE)).isLessThan(0.5);
    assertThat(ExactExp.sigmoid(0).ulps(0.5)).isZero();
  }

  @Test
  void exactPoints() {
    assertThat(DoubleScalarExp.exp(0)).isEqualTo(1);
    assertThat(DoubleScalarExp.exp(-0.0)).isEqualTo(1);
    assertThat(DoubleScalarExp.exp(Double.NaN)).isNaN();
    assertThat(DoubleScalarExp.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(DoubleScalarExp.exp(Double.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(DoubleScalarExp.exp(709.79)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(DoubleScalarExp.exp(709.78)).isFinite();
    assertThat(DoubleScalarExp.exp(-745.14)).isEqualTo(0);
    assertThat(DoubleScalarExp.exp(-745.13)).isEqualTo(Double.MIN_VALUE);
    assertThat(DoubleScalarSigmoid.sigmoid(Double.NaN)).isNaN();
  }
}
