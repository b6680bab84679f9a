package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Gaussian}, the oracle of GELU, against its series to 80 digits. */
@Tag("once")
class GaussianTest {
  private static final double U = 0x1p-53;
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal TWO_PI =
      new BigDecimal("6.28318530717958647692528676655900576839433879875021164194988918461563");

  @Test
  void itsErrorIsAsStated() {
    for (int i = -9999; i <= 9999; i += 7) {
      double z = i / 1000.0;
      BigDecimal density = density(z);
      BigDecimal cdf = BigDecimal.ONE.divide(TWO, DIGITS).add(density.multiply(series(z)), DIGITS);
      assertThat(units(Gaussian.cdf(z), cdf)).as("Φ(%s)", z).isLessThanOrEqualTo(8);
      assertThat(units(Gaussian.density(z), density)).as("φ(%s)", z).isLessThanOrEqualTo(8);
    }
  }

  private static double units(double computed, BigDecimal exact) {
    BigDecimal error = new BigDecimal(computed).subtract(exact).abs();
    return error.divide(exact, DIGITS).doubleValue() / U;
  }

  /** Σ z^(2k+1)/(1·3·5…(2k+1)). */
  private static BigDecimal series(double z) {
    BigDecimal square = new BigDecimal(z).pow(2);
    BigDecimal term = new BigDecimal(z);
    BigDecimal sum = term;
    for (int k = 1; term.abs().compareTo(BigDecimal.ONE.movePointLeft(80)) > 0; k++) {
      term = term.multiply(square).divide(BigDecimal.valueOf(2 * k + 1), DIGITS);
      sum = sum.add(term);
    }
    return sum;
  }

  /** φ(z): 1/√(2π) over the series of e^(z²/2). */
  private static BigDecimal density(double z) {
    BigDecimal half = new BigDecimal(z).pow(2).divide(TWO, DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal exp = term;
    for (int k = 1; term.compareTo(BigDecimal.ONE.movePointLeft(80)) > 0; k++) {
      term = term.multiply(half).divide(BigDecimal.valueOf(k), DIGITS);
      exp = exp.add(term);
    }
    return BigDecimal.ONE.divide(exp.multiply(TWO_PI.sqrt(DIGITS)), DIGITS);
  }
}
