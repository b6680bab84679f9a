package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself: against digits computed elsewhere, and e^x against integer arithmetic. */
@Tag("once")
class ExactTest {
  /** Far above what the oracle promises, far below what the functions under test are allowed. */
  private static final BigDecimal RELATIVE = new BigDecimal("1e-24");

  /** Values from mpmath 1.3.0 with 60 digits, each by its definition. */
  @ParameterizedTest
  @CsvSource({
    "EXP, 1, 2.718281828459045235360287471352662",
    "EXP, -700.5, 5.9801961186397912064121073304951e-305",
    "EXPM1, 0x1p-20, 0.0000009536747711537454467882495568742837",
    "EXPM1, -3, -0.9502129316321360570206575843499382",
    "LOG, 3, 1.098612288668109691395245236922526",
    "LOG, 0x1.00000004p0, 0.0000000009313225741817976469000627485243785",
    "LOG, 0x1p-1070, -741.6674831991414810764383699602489",
    "LOG1P, 0x1p-20, 0.0000009536738616591882339084155149633361",
    "LOG1P, -0.75, -1.386294361119890618834464242916353",
    "LOG1P, 1e+300, 690.7755278982137052579021966605137",
    "SIGMOID, -3, 0.0474258731775667808788481517717522",
    "SIGMOID, 2.5, 0.9241418199787564488066938233537522",
    "SILU, -3, -0.1422776195327003426365444553152566",
    "SILU, 2.5, 2.310354549946891122016734558384381",
    "TANH, 0.125, 0.1243530017715962080546472758058927",
    "TANH, -3, -0.9950547536867304513318801852554885",
    "SOFTPLUS, -3, 0.04858735157374205875892591985469",
    "SOFTPLUS, 0.5, 0.9740769841801066808729973550811707",
    "ERF, 0.5, 0.5204998778130465376827466538919645",
    "ERF, 2.25, 0.998537283413318848302089203627017",
    "ERF, 5.5, 0.9999999999999926421520820256019369",
    "GELU, -0.5, -0.1542687693629934481811476946958311",
    "GELU, -3, -0.004049694094890283579955444302784932",
    "GELU, -9.5, -9.969789321594477118193041162997819e-21",
    "GELU, 1.5, 1.399789198096712900993258938530171",
    "GELU_TANH, -0.5, -0.1542859901748560779622427426354768",
    "GELU_TANH, -3, -0.003637392081773018837816466131891392",
    "GELU_TANH, -9.5, -6.678928766783881999388655654486925e-33",
    "GELU_TANH, 1.5, 1.399571576980232922449424481844588"
  })
  void digits(ElementaryFunction f, double x, BigDecimal digits) {
    Exact exact = f.exact(x);
    BigDecimal value = new BigDecimal(exact.value().hi()).add(new BigDecimal(exact.value().lo()));
    BigDecimal two = BigDecimal.valueOf(2);
    value =
        exact.exponent() >= 0
            ? value.multiply(two.pow(exact.exponent()))
            : value.divide(two.pow(-exact.exponent()), new MathContext(60));
    assertThat(value.subtract(digits).abs()).isLessThan(digits.abs().multiply(RELATIVE));
  }

  @Test
  void exponentialByIntegers() {
    Random random = new Random(12);
    for (int i = 0; i < 2000; i++) {
      double x = random.nextDouble() * 1450 - 744;
      double near = StrictMath.exp(x) * (1 + random.nextGaussian() * 0x1p-52);
      assertThat(Exact.exp(x).ulps(near)).isCloseTo(ExactExp.exp(x).ulps(near), offset(1e-9));
      near = ElementaryFunction.SIGMOID.at(x);
      assertThat(Exact.sigmoid(x).ulps(near))
          .isCloseTo(ExactExp.sigmoid(x).ulps(near), offset(1e-9));
    }
  }

  @Test
  void unitsInTheLastPlace() {
    assertThat(Exact.exp(0).ulps(1)).isZero();
    assertThat(Exact.exp(0).ulps(Math.nextUp(1.0))).isEqualTo(1);
    assertThat(Exact.exp(1).ulps(Math.E)).isLessThan(0.5);
    assertThat(Exact.exp(1).ulps(Math.nextUp(Math.E))).isBetween(0.5, 1.5);
    assertThat(Exact.exp(-745).ulps(Double.MIN_VALUE)).isLessThan(0.5);
    assertThat(Exact.exp(-2000).ulps(Double.MIN_VALUE)).isEqualTo(1);
    assertThat(Exact.exp(2000).ulps(Double.POSITIVE_INFINITY)).isZero();
    assertThat(Exact.exp(2000).ulps(Double.MAX_VALUE)).isEqualTo(1);
    assertThat(Exact.exp(709.5).ulps(Double.POSITIVE_INFINITY)).isGreaterThan(0x1p50);
  }
}
