package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is timed is the product, in every precision and orientation. */
class GemmBenchmarkTest {
  @ParameterizedTest
  @CsvSource({"F32,NN", "F32,TN", "F32,NT", "F32,TT", "F64,NN", "F64,TN", "F64,NT", "F64,TT"})
  void computesTheProduct(Precision precision, String transposed) {
    GemmBenchmark benchmark = new GemmBenchmark();
    benchmark.precision = precision;
    benchmark.shape = "37x41x300";
    benchmark.transposed = transposed;
    benchmark.threads = 2;
    benchmark.prepare();
    benchmark.multiply(new FlopRate());

    // |a|, |b| ≤ 1/2, so the error is at most γ(k + 2)·k/4, here below (k + 2)·k·u.
    double bound = 302 * 300 * precision.unitRoundoff();
    for (int i = 0; i < 37; i++) {
      for (int j = 0; j < 41; j++) {
        double sum = 0;
        for (int p = 0; p < 300; p++) {
          sum += benchmark.a.get(i, p) * benchmark.b.get(p, j);
        }
        assertThat(benchmark.c.get(i, j)).isCloseTo(sum, within(bound));
      }
    }
  }
}
