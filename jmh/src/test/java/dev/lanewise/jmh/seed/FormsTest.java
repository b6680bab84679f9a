package dev.lanewise.jmh.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every form computes what NumPy does, from operands and results that {@code python3
 * jmh/peers/seed.py store 20} has written.
 *
 * <p>Tolerance. Operands lie in 0.1..0.9, weights in ±0.25, so |δ3| ≤ 0.8·0.25 = 0.2, |s| ≤ 3·(0.5
 * + 9.5) = 30 and |δ2| ≤ (64·0.25·0.2 + 30)·0.25 ≤ 8.3. An element of a result is a sum over m
 * samples of terms of at most 9, and no term has more than 64 + 16 roundings before it, those of
 * operands included: each side is off by at most γ(m + 80)·9m, in any order of summation.
 */
class FormsTest {
  private static final JsonNode STORED = stored();

  private static JsonNode stored() {
    try (InputStream stream = FormsTest.class.getResourceAsStream("numpy.json")) {
      return new JsonMapper().readTree(stream);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] numbers(String name) {
    return StreamSupport.stream(STORED.path(name).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static Problem problem(Precision precision) {
    return new Problem(precision, numbers("x"), numbers("a2"), numbers("a3"), numbers("w2"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormAgreesWithNumPy(Form form) {
    for (Precision precision : Precision.values()) {
      Problem problem = problem(precision);
      Runnable gradient = form.over(problem);
      gradient.run();
      assertAgrees(problem);
      gradient.run(); // overwrites, does not accumulate
      assertAgrees(problem);
    }
  }

  private static void assertAgrees(Problem problem) {
    assertClose(problem, problem.gradient.w1(), "dw1");
    assertClose(problem, problem.gradient.w2(), "dw2");
    assertClose(problem, problem.gradient.b1(), "db1");
    assertClose(problem, problem.gradient.b2(), "db2");
  }

  private static void assertClose(Problem problem, Matrix actual, String name) {
    int m = problem.samples;
    double u = problem.precision.unitRoundoff();
    double bound = 2 * (m + 80) * u / (1 - (m + 80) * u) * 9 * m;
    double[] expected = numbers(name);
    double[] values = actual.toDoubles();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i])
          .as("%s %s[%d]", problem.precision, name, i)
          .isCloseTo(expected[i], within(bound));
    }
  }
}
