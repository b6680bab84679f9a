package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms that are compared compute the same, and what they should. */
class EpilogueBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void fusedAndSeparateHaveTheSameBits(Precision precision) {
    EpilogueBenchmark benchmark = new EpilogueBenchmark();
    benchmark.precision = precision;
    benchmark.shape = "37x25x64";
    benchmark.threads = 2;
    benchmark.prepare();
    double[] plain = values((Matrix) benchmark.plain());
    double[] separate = values((Matrix) benchmark.separate());
    assertThat(values((Matrix) benchmark.fused())).containsExactly(separate);
    for (int i = 0; i < plain.length; i++) {
      double expected = 1 / (1 + Math.exp(-(plain[i] + benchmark.bias.get(0, i % 25))));
      assertThat(Math.abs(separate[i] - expected)).isLessThan(8 * precision.unitRoundoff());
    }
  }

  private static double[] values(Matrix matrix) {
    double[] values = new double[matrix.rows() * matrix.cols()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.get(i / matrix.cols(), i % matrix.cols());
    }
    return values;
  }
}
