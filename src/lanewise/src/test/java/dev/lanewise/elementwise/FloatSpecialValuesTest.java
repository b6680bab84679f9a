package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The elementary functions at zeros, infinities, NaN and at the ends of their domains. */
class FloatSpecialValuesTest {
  @ParameterizedTest
  @CsvSource({
    "EXP, 0, 1, 1, Infinity",
    "EXPM1, -1, -0.0, 0, Infinity",
    "LOG, NaN, -Infinity, -Infinity, Infinity",
    "LOG1P, NaN, -0.0, 0, Infinity",
    "SIGMOID, 0, 0.5, 0.5, 1",
    "SILU, -0.0, -0.0, 0, Infinity",
    "TANH, -1, -0.0, 0, 1",
    "SOFTPLUS, 0, 0.6931471805599453, 0.6931471805599453, Infinity",
    "LOG_SIGMOID, -Infinity, -0.6931471805599453, -0.6931471805599453, -0.0",
    "ERF, -1, -0.0, 0, 1",
    "GELU, -0.0, -0.0, 0, Infinity",
    "GELU_TANH, -0.0, -0.0, 0, Infinity"
  })
  void zerosAndInfinities(
      ElementaryFunction f,
      double atMinusInfinity,
      double atMinusZero,
      double atZero,
      double atInfinity) {
    check(f, Float.NEGATIVE_INFINITY, (float) atMinusInfinity);
    check(f, -0f, (float) atMinusZero);
    check(f, 0f, (float) atZero);
    check(f, Float.POSITIVE_INFINITY, (float) atInfinity);
    check(f, Float.NaN, Float.NaN);
  }

  @ParameterizedTest
  @CsvSource({
    "LOG, 1, 0",
    "LOG, -1, NaN",
    "LOG, -1e-30, NaN",
    "LOG1P, -1, -Infinity",
    "LOG1P, -1.5, NaN",
    "EXP, 1e30, Infinity",
    "EXP, -1e30, 0",
    "EXPM1, 1e30, Infinity",
    "EXPM1, -1e30, -1",
    "SIGMOID, 1e30, 1",
    "SIGMOID, -1e30, 0",
    "SILU, 9e30, 9e30",
    "SILU, -9e30, -0.0",
    "TANH, 1e30, 1",
    "TANH, -1e30, -1",
    "SOFTPLUS, 9e30, 9e30",
    "SOFTPLUS, -9e30, 0",
    "LOG_SIGMOID, 9e30, -0.0",
    "LOG_SIGMOID, -9e30, -9e30",
    "ERF, 1e30, 1",
    "ERF, -1e30, -1",
    "GELU, 9e30, 9e30",
    "GELU, -9e30, -0.0",
    "GELU_TANH, 9e30, 9e30",
    "GELU_TANH, -9e30, -0.0"
  })
  void farOut(ElementaryFunction f, double x, double value) {
    check(f, (float) x, (float) value);
  }

  /** What is x near 0 keeps subnormal numbers. */
  @ParameterizedTest
  @CsvSource({"EXPM1", "LOG1P", "TANH"})
  void subnormal(ElementaryFunction f) {
    for (float x : new float[] {Float.MIN_VALUE, 3 * Float.MIN_VALUE, Float.MIN_NORMAL / 3}) {
      check(f, x, x);
      check(f, -x, -x);
    }
  }

  private static void check(ElementaryFunction f, float x, float value) {
    // As objects: 0 is not −0, and NaN equals NaN.
    assertThat((Float) f.at(x)).as("%s at %s", f, x).isEqualTo((Float) value);
    if (ElementaryFunction.vectors(Float.SIZE)) {
      float[] lanes = new float[FloatLanes.LENGTH];
      Arrays.fill(lanes, x);
      f.run(lanes.length, lanes, 0, lanes, 0);
      assertThat(lanes).as("%s at %s, vectors", f, x).containsOnly(value);
    }
  }
}
