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
    int panels = (outer + width - 1) / width;
    float[] to = FloatBits.marks(panels * width * kc + 3);
    new FloatPanels().pack(from, off, outerStride, kStride, outer, kc, width, to);
    float[] expected = FloatBits.marks(to.length);
    for (int o = 0; o < panels * width; o++) {
      for (int p = 0; p < kc; p++) {
        expected[o / width * width * kc + p * width + o % width] =
            o < outer ? from[off + o * outerStride + p * kStride] : 0f;
      }
    }
    for (int i = 0; i < to.length; i++) {
      assertThat(FloatBits.same(to[i], expected[i]))
          .as("index %d of %d×%d in panels of %d", i, outer, kc, width)
          .isTrue();
    }
  }
}
