package dev.lanewise.elementwise;

// precision: by hand

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Precision;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Derivatives of SiLU and GELU in single precision against their formulas in double precision, with
 * Φ by a series of its own; infinite inputs. In double precision: {@link ActivationTest}.
 */
@Tag("once")
class FloatGatedTest {
  /**
   * In units of roundoff, as the Javadoc of FloatScalarGated and of FloatScalarGeluDerivative
   * states it.
   */
  private static final double BOUND = 4;

  private static final double U = Precision.F32.unitRoundoff();

  /** A function of the precision under test. */
  private interface Function {
    float of(float z);
  }

  private static void check(String name, Function function, DoubleUnaryOperator exact) {
    double largest = 0;
    double worst = 0;
    for (int i = -80_000; i <= 80_000; i++) {
      float z = (float) (i / 4000.0 + 1e-7 * (i % 7));
      double error = Math.abs(function.of(z) - exact.applyAsDouble(z)) / U;
      if (!(error <= largest)) {
        largest = error;
        worst = z;
      }
    }
    assertThat(largest).as("%s, largest error in u, at %s", name, worst).isLessThan(BOUND);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double pdf(double z) {
    return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  }

  /** Φ(z) = 1/2 + φ(z)·Σ z^(2k+1)/(1·3·5…(2k+1)), from above 0, where no term is negative. */
  private static double cdf(double z) {
    double x = Math.abs(z);
    if (x > 9) {
      return z > 0 ? 1 : 0;
    }
    double term = x;
    double sum = 0;
    for (int k = 1; sum + term != sum; k++) {
      sum += term;
      term *= x * x / (2 * k + 1);
    }
    double upper = 0.5 + pdf(x) * sum;
    return z > 0 ? upper : 1 - upper;
  }

  @Test
  void silu() {
    check("SiLU", FloatScalarGated::siluDerivative, z -> sigmoid(z) + z * sigmoid(z) * sigmoid(-z));
  }

  @Test
  void geluTanh() {
    double c = 2 * Math.sqrt(2 / Math.PI);
    check(
        "GELU, tanh form",
        FloatScalarGated::geluTanhDerivative,
        z -> {
          double v = c * (z + 0.044715 * z * z * z);
          double slope = c * (1 + 3 * 0.044715 * z * z);
          return sigmoid(v) + z * sigmoid(v) * sigmoid(-v) * slope;
        });
  }

  @Test
  void gelu() {
    check("GELU", FloatScalarGeluDerivative::geluDerivative, z -> cdf(z) + z * pdf(z));
  }

  @Test
  void limits() {
    Function[] functions = {
      FloatScalarGated::siluDerivative,
      FloatScalarGated::geluTanhDerivative,
      FloatScalarGeluDerivative::geluDerivative
    };
    for (Function f : functions) {
      assertThat(f.of(Float.POSITIVE_INFINITY)).isEqualTo(1f);
      assertThat(f.of(Float.MAX_VALUE)).isEqualTo(1f);
      assertThat(Math.abs(f.of(Float.NEGATIVE_INFINITY))).isZero();
      assertThat(Math.abs(f.of(-Float.MAX_VALUE))).isZero();
      assertThat(f.of(Float.NaN)).isNaN();
      assertThat(f.of(0f)).isEqualTo(0.5f);
      assertThat(f.of(-0f)).isEqualTo(0.5f);
      assertThat(f.of(Float.MIN_VALUE)).isEqualTo(0.5f);
    }
  }
}
