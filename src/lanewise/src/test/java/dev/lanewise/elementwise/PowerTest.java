package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The powers of β that correct the moments of Adam. */
@Tag("once")
class PowerTest {
  private static final MathContext DIGITS = new MathContext(60);

  /**
   * By induction over the halves of n: the error of a product is the sum of those of its factors
   * and one unit of roundoff, so that of baseⁿ is at most n − 1 units, but for terms of second
   * order, below one more for n·2⁻⁵³ ≪ 1.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999, 0.9999})
  void isWithinNUnits(double base) {
    for (int n = 0; n <= 4000; n = n < 300 ? n + 1 : n + 37) {
      BigDecimal exact = new BigDecimal(base).pow(n, DIGITS);
      double power = Updates.power(base, n);
      BigDecimal error = new BigDecimal(power).subtract(exact).abs();
      BigDecimal bound = exact.multiply(new BigDecimal(n * 0x1p-53 + Double.MIN_VALUE));
      if (power >= Double.MIN_NORMAL) {
        assertThat(error).as("%s to the power of %s", base, n).isLessThanOrEqualTo(bound);
      }
    }
  }
}
