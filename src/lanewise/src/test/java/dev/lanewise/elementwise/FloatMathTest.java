package dev.lanewise.elementwise;

// precision: by hand

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Errors of the single-precision functions against StrictMath in double, whose own error of 1e-16
 * does not count. A strided sample of the 2³² inputs, or all of them in some minutes:
 *
 * <pre>mvn -pl src/lanewise test -Dtest=FloatMathTest -Dlanewise.mathStride=1</pre>
 *
 * <p>An error is measured in units in the last place of the exact value rounded to float, so that
 * subnormal results count in units of 2⁻¹⁴⁹; results beyond the largest float stand for 2¹²⁸.
 */
@Tag("once")
class FloatMathTest {
  /** Errors in ulp as the Javadoc of FloatScalarMath states them; all inputs: 0.9654, 2.4019. */
  private static final double EXP = 0.97;

  private static final double SIGMOID = 2.41;

  /** A prime: about two million inputs. */
  private static final long STRIDE = Long.getLong("lanewise.mathStride", 2141);

  private interface FloatFunction {
    float at(float x);
  }

  private static void check(
      String name, double bound, FloatFunction function, DoubleUnaryOperator exact) {
    double largest = 0;
    float worst = 0f;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      float result = function.at(x);
      if (Float.isNaN(x)) {
        assertThat(result).isNaN();
        continue;
      }
      double error = ulps(result, exact.applyAsDouble(x));
      if (!(error <= largest)) { // also when it is NaN
        largest = error;
        worst = x;
      }
    }
    assertThat(largest).as("%s, largest error in ulp, at %s", name, worst).isLessThan(bound);
  }

  private static double ulps(float result, double exact) {
    float rounded = (float) exact;
    if (result == rounded) {
      return Float.isInfinite(rounded) ? 0 : Math.abs(result - exact) / Math.ulp(rounded);
    }
    double value = Float.isInfinite(result) ? Math.copySign(0x1p128, result) : result;
    double ulp = Float.isInfinite(rounded) ? 0x1p104 : Math.ulp(rounded);
    return Math.abs(value - exact) / ulp;
  }

  @Test
  void exp() {
    check("exp", EXP, FloatScalarExp::exp, StrictMath::exp);
  }

  @Test
  void sigmoid() {
    check("sigmoid", SIGMOID, FloatScalarSigmoid::sigmoid, FloatMathTest::exactSigmoid);
  }

  /** Correct to some units in the last place of double, below 0, too. */
  private static double exactSigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  @Test
  void exactPoints() {
    assertThat(FloatScalarExp.exp(0f)).isEqualTo(1f);
    assertThat(FloatScalarExp.exp(-0f)).isEqualTo(1f);
    assertThat(FloatScalarExp.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatScalarExp.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(FloatScalarExp.exp(88.73f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatScalarExp.exp(88.72f)).isFinite();
    assertThat(FloatScalarExp.exp(-103.98f)).isEqualTo(0f);
    assertThat(FloatScalarExp.exp(-103.97f)).isEqualTo(Float.MIN_VALUE);
  }
}
