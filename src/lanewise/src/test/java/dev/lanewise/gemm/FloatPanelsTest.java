package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packing puts every element where the contract has it and zeros where there is none. */
class FloatPanelsTest {
  private final Random random = new Random(11);

  @Test
  void packsAsTheContractSays() {
    for (int width : new int[] {2, 4, 8, 16, 32}) {
      for (int outer = 1; outer <= 2 * width + 1; outer++) {
        for (int kc : new int[] {1, 2, 3, 17}) {
          check(outer, kc, width, kc + random.nextInt(3), 1);
          check(outer, kc, width, 1, outer + random.nextInt(3));
        }
      }
    }
  }

  private void check(int outer, int kc, int width, int outerStride, int kStride) {
    int off = random.nextInt(3);
    float[] from = FloatBits.marks(off + (outer - 1) * outerStride + (kc - 1) * kStride + 1);
    for (int i = 0; i < from.length; i++) {
      from[i] = (float) random.nextGaussian();
    }
    int padded = (outer + width - 1) / width * width;
    float[] rows = FloatBits.marks(padded * kc + 3);
    float[] columns = rows.clone();
    float[] expectedRows = rows.clone();
    float[] expectedColumns = rows.clone();
    for (int o = 0; o < padded; o++) {
      for (int p = 0; p < kc; p++) {
        float element = o < outer ? from[off + o * outerStride + p * kStride] : 0f;
        expectedRows[o * kc + p] = element;
        expectedColumns[o / width * width * kc + p * width + o % width] = element;
      }
    }
    String shape = outer + "×" + kc + " in panels of " + width;
    new FloatPanels().packRows(from, off, outerStride, kStride, outer, kc, width, rows);
    assertSame(rows, expectedRows, "rows, " + shape);
    new FloatPanels().packColumns(from, off, outerStride, kStride, outer, kc, width, columns);
    assertSame(columns, expectedColumns, "columns, " + shape);
  }

  private static void assertSame(float[] actual, float[] expected, String name) {
    for (int i = 0; i < actual.length; i++) {
      assertThat(FloatBits.same(actual[i], expected[i])).as("%s, index %d", name, i).isTrue();
    }
  }
}
