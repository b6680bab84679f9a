package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is timed is the product, in every precision and orientation. */
class GemmBenchmarkTest {
  @ParameterizedTest
  @CsvSource({"F32,NN", "F32,TN", "F32,NT", "F32,TT", "F64,NN", "F64,TN", "F64,NT", "F64,TT"})
  void computesTheProduct(Precision precision, String transposed) {
    prepared(new GemmBenchmark(), precision, "37x41x300", transposed).check();
  }

  @ParameterizedTest
  @CsvSource({"F32,NN", "F64,TT"})
  void windowsOnWiderArraysHaveIt(Precision precision, String transposed) {
    LeadingBenchmark benchmark = new LeadingBenchmark();
    benchmark.leading = 301;
    prepared(benchmark, precision, "37x41x300", transposed).check();
  }

  /** This test's JVM has it. */
  @Test
  void withTheModuleNobodyMeasuresWithoutIt() {
    assertThatThrownBy(() -> prepared(new NoModuleBenchmark(), Precision.F32, "3x4x5", "NN"))
        .hasMessageContaining("has the module");
  }

  /** The check itself, which peers have to pass, too. */
  @ParameterizedTest
  @CsvSource({"F32,NN", "F32,TN", "F64,NT", "F64,TT"})
  void aTransposedOperandIsNoticed(Precision precision, String transposed) {
    ProductBenchmark wrong = prepared(new WrongTransposition(), precision, "29x29x29", transposed);
    assertThatThrownBy(wrong::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(precision + " 29x29x29 " + transposed)
        .hasMessageContaining("C(0, 0)");
  }

  @Test
  void aProductThatIsNotANumberIsNoticed() {
    ProductBenchmark wrong = prepared(new NoNumber(), Precision.F64, "3x4x5", "NN");
    assertThatThrownBy(wrong::check).hasMessageContaining("is NaN");
  }

  private static ProductBenchmark prepared(
      ProductBenchmark benchmark, Precision precision, String shape, String transposed) {
    benchmark.precision = precision;
    benchmark.shape = shape;
    benchmark.transposed = transposed;
    benchmark.threads = 2;
    benchmark.prepare();
    return benchmark;
  }

  /** Takes A for its transpose, which has the same shape. */
  private static final class WrongTransposition extends GemmBenchmark {
    @Override
    protected void begin(double[] a, double[] b) {
      transA = !transA;
      super.begin(a, b);
      transA = !transA;
    }
  }

  private static final class NoNumber extends GemmBenchmark {
    @Override
    protected double product(int i, int j) {
      return Double.NaN;
    }
  }
}
