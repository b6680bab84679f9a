package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packing puts every element where the contract has it and nothing elsewhere. */
class FloatPanelsTest {
  private final Random random = new Random(11);

  static List<GemmKernel<float[]>> kernels() {
    return FloatDrivers.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void packsAsTheContractSays(GemmKernel<float[]> kernel) {
    Panels<float[]> panels = FloatDrivers.panels(kernel);
    int nr = kernel.nr();
    for (int outer = 1; outer <= 9 * nr + 1; outer += outer < 2 * nr + 2 ? 1 : nr - 1) {
      for (int kc : new int[] {1, 2, 3, 8, 17}) {
        check(panels, outer, kc, nr, kc + random.nextInt(3), 1);
        check(panels, outer, kc, nr, 1, outer + random.nextInt(3));
      }
    }
  }

  private void check(
      Panels<float[]> panels, int outer, int kc, int nr, int outerStride, int kStride) {
    int off = random.nextInt(3);
    float[] from = FloatBits.marks(off + (outer - 1) * outerStride + (kc - 1) * kStride + 1);
    for (int i = 0; i < from.length; i++) {
      from[i] = (float) random.nextGaussian();
    }
    int padded = (outer + nr - 1) / nr * nr;
    int ld = kc + random.nextInt(3);
    int panel = nr * kc + random.nextInt(3);
    float[] rows = FloatBits.marks(padded * ld + 3);
    float[] columns = FloatBits.marks(padded / nr * panel + 3);
    float[] expectedRows = rows.clone();
    float[] expectedColumns = columns.clone();
    for (int o = 0; o < padded; o++) {
      for (int p = 0; p < kc; p++) {
        float element = o < outer ? from[off + o * outerStride + p * kStride] : Float.NaN;
        if (o < outer) {
          expectedRows[o * ld + p] = element;
        }
        if (o < outer) {
          expectedColumns[o / nr * panel + p * nr + o % nr] = element;
        }
      }
    }
    String shape = outer + "×" + kc + " in panels of " + nr;
    panels.packRows(from, off, outerStride, kStride, outer, kc, rows, ld);
    assertSame(rows, expectedRows, "rows, " + shape);
    panels.packColumns(from, off, outerStride, kStride, outer, kc, nr, columns, panel);
    for (int o = outer; o < padded; o++) {
      for (int p = 0; p < kc; p++) {
        int anything = o / nr * panel + p * nr + o % nr;
        columns[anything] = expectedColumns[anything];
      }
    }
    assertSame(columns, expectedColumns, "columns, " + shape);
  }

  private static void assertSame(float[] actual, float[] expected, String name) {
    for (int i = 0; i < actual.length; i++) {
      assertThat(FloatBits.same(actual[i], expected[i])).as("%s, index %d", name, i).isTrue();
    }
  }
}
