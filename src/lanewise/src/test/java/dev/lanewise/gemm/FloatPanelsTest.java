package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import java.util.Arrays;
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

  /** What lies around the window is NaN, its lines begin with ones: their sum is their number. */
  @ParameterizedTest
  @MethodSource("kernels")
  void readsEveryLineOfTheWindowAndNothingElse(GemmKernel<float[]> kernel) {
    Panels<float[]> panels = FloatDrivers.panels(kernel);
    int line = 64 / Float.BYTES;
    for (int rows : new int[] {0, 1, 2, 7}) {
      for (int depth : new int[] {0, 1, line - 1, line, line + 1, 3 * line, 100}) {
        for (int ld : new int[] {depth, depth + 1, depth + line}) {
          int off = random.nextInt(3);
          float[] a = new float[rows == 0 ? off : off + (rows - 1) * ld + depth];
          Arrays.fill(a, Float.NaN);
          for (int i = 0; i < rows; i++) {
            for (int p = 0; p < depth; p++) {
              a[off + i * ld + p] = p % line == 0 ? 1 : 0;
            }
          }
          assertThat(panels.readLines(a, off, ld, rows, depth))
              .as("%d×%d, rows %d apart", rows, depth, ld)
              .isEqualTo(rows * ((depth + line - 1) / line));
        }
      }
    }
  }

  private static void assertSame(float[] actual, float[] expected, String name) {
    for (int i = 0; i < actual.length; i++) {
      assertThat(FloatBits.same(actual[i], expected[i])).as("%s, index %d", name, i).isTrue();
    }
  }
}
