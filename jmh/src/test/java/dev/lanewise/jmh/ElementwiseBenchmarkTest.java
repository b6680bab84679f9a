package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.ElementwiseBenchmark.Kernel;
import dev.lanewise.jmh.ElementwiseBenchmark.Place;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel runs at its size and writes what it is named after. */
class ElementwiseBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void runs(Kernel kernel) {
    for (Precision precision : Precision.values()) {
      ElementwiseBenchmark benchmark = new ElementwiseBenchmark();
      benchmark.precision = precision;
      benchmark.kernel = kernel;
      benchmark.place = Place.L1;
      benchmark.threads = 1;
      benchmark.prepare();
      int n = ElementwiseBenchmark.elements(kernel, Place.L1, precision);
      assertThat(benchmark.x.size()).isEqualTo(n);
      Matrix[] operands = {benchmark.x, benchmark.y, benchmark.z, benchmark.w};
      Matrix[] all = {operands[0], operands[1], operands[2], operands[3], benchmark.sums};
      double[][] before = new double[all.length][];
      for (int i = 0; i < all.length; i++) {
        before[i] = all[i].toDoubles();
      }
      double result = benchmark.run();
      boolean changed = result != 0 || kernel == Kernel.LOG_SUM_EXP || kernel == Kernel.ARG_MAX;
      for (int i = 0; i < all.length; i++) {
        changed |= !java.util.Arrays.equals(before[i], all[i].toDoubles());
      }
      assertThat(changed).as("%s writes or returns something", kernel).isTrue();
      for (int i = kernel.operands; i < operands.length; i++) {
        assertThat(operands[i].toDoubles()).as("no operand").containsExactly(before[i]);
      }
    }
  }
}
