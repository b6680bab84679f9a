package dev.lanewise.jmh;

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
    benchmark.check();
  }
}
