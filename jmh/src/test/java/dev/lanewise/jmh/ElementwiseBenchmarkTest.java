package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is timed is what the kernel is named after: one call against plain loops over {@code Math},
 * every operand compared, those that must stay as they were too.
 *
 * <p>Tolerance. Operands are at most 1 in magnitude. A kernel's element is at most ten roundings of
 * terms of magnitude at most 4, functions within 2.5 ulp = 5u: below 64u, of the element's own size
 * where it is larger. A column sum over r rows of terms t, |t| ≤ 1 + 64u, adds γ(r)·r; sums over
 * the matrix are added in double precision, so n terms bring the errors of n elements.
 */
class ElementwiseBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void computesWhatItIsNamedAfter(ElementwiseKernel kernel) {
    for (Precision precision : Precision.values()) {
      ElementwiseBenchmark benchmark = new ElementwiseBenchmark();
      benchmark.precision = precision;
      benchmark.kernel = kernel;
      benchmark.place = Place.L1;
      benchmark.threads = 1;
      benchmark.rate = 0.25; // a step that can be seen
      benchmark.prepare();
      assertThat(benchmark.x.size()).isEqualTo(kernel.elements(Place.L1, precision));
      ElementwiseReference reference = new ElementwiseReference(benchmark);
      reference.run(kernel);

      double u = precision.unitRoundoff();
      double returned = benchmark.run();
      int n = benchmark.x.size();
      assertThat(returned).isCloseTo(reference.returned, within(n * 64 * u));
      assertThat(benchmark.columns).containsExactly(reference.columns);
      Matrix[] written = reference.written(benchmark);
      double[][] expected = reference.expected();
      for (int i = 0; i < written.length; i++) {
        double rows = written[i] == benchmark.sums ? benchmark.x.rows() : 1;
        assertClose(kernel + " " + precision + " operand " + i, written[i], expected[i], rows, u);
      }
    }
  }

  private static void assertClose(
      String what, Matrix actual, double[] expected, double rows, double u) {
    double[] values = actual.toDoubles();
    assertThat(values).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      double bound = rows * (64 + rows) * u * Math.max(1, Math.abs(expected[i]));
      assertThat(values[i]).as("%s, element %d", what, i).isCloseTo(expected[i], within(bound));
    }
  }

  /** So that the comparison above cannot pass by doing nothing. */
  @ParameterizedTest
  @EnumSource
  void theReferenceChangesOrReturnsSomething(ElementwiseKernel kernel) {
    ElementwiseBenchmark benchmark = new ElementwiseBenchmark();
    benchmark.precision = Precision.F64;
    benchmark.kernel = kernel;
    benchmark.place = Place.L1;
    benchmark.threads = 1;
    benchmark.rate = 0.25;
    benchmark.prepare();
    ElementwiseReference before = new ElementwiseReference(benchmark);
    ElementwiseReference after = new ElementwiseReference(benchmark);
    after.run(kernel);
    boolean changed = after.returned != 0 || !Arrays.equals(after.columns, before.columns);
    for (int i = 0; i < after.expected().length; i++) {
      changed |= !Arrays.equals(after.expected()[i], before.expected()[i]);
    }
    assertThat(changed).isTrue();
  }

  @Test
  void theJdksFunctionsAreTheSame() {
    JdkMathBenchmark benchmark = new JdkMathBenchmark();
    benchmark.place = Place.L1;
    benchmark.prepare();
    float[] x = benchmark.x.clone();
    assertFunction(x, benchmark.scalarSigmoid(), v -> 1 / (1 + Math.exp(-v)));
    assertFunction(x, benchmark.vectorSigmoid(), v -> 1 / (1 + Math.exp(-v)));
    assertFunction(x, benchmark.scalarTanh(), Math::tanh);
    assertFunction(x, benchmark.vectorTanh(), Math::tanh);
    assertThat(benchmark.x).containsExactly(x);
  }

  private static void assertFunction(float[] x, float[] y, DoubleUnaryOperator function) {
    for (int i = 0; i < x.length; i++) {
      assertThat((double) y[i]).isCloseTo(function.applyAsDouble(x[i]), within(64 * 0x1p-24));
    }
    Arrays.fill(y, 0);
  }
}
