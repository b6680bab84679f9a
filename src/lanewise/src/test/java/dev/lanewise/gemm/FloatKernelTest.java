package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each micro-kernel by itself, on packed panels, against the chain of numerics v1. */
class FloatKernelTest {
  private final Random random = new Random(2);

  static List<GemmKernel<float[]>> kernels() {
    return FloatDrivers.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void tileHasTheBitsOfTheChain(GemmKernel<float[]> kernel) {
    for (int kc : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 255, 256}) {
      for (int gap : new int[] {0, 1, 5}) {
        check(kernel, kc, kernel.nr() + gap, false);
        check(kernel, kc, kernel.nr() + gap, true);
      }
    }
  }

  private void check(GemmKernel<float[]> kernel, int kc, int ldc, boolean accumulate) {
    int mr = kernel.mr();
    int nr = kernel.nr();
    int aOff = 3;
    int bOff = 5;
    int cOff = 7;
    int aLd = kc + ldc - nr;
    float[] a = marksAround(aOff, (mr - 1) * aLd + kc);
    float[] b = marksAround(bOff, kc * nr);
    float[] c = FloatBits.marks(cOff + mr * ldc + 2);
    float[] expected = c.clone();
    for (int i = 0; i < mr; i++) {
      for (int j = 0; j < nr; j++) {
        int at = cOff + i * ldc + j;
        float chain = 0f;
        for (int p = 0; p < kc; p++) {
          chain = Math.fma(a[aOff + i * aLd + p], b[bOff + p * nr + j], chain);
        }
        if (accumulate) {
          c[at] = (float) random.nextGaussian();
          expected[at] = c[at] + chain;
        } else {
          expected[at] = chain;
        }
      }
    }
    kernel.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate, used(kernel.scratch()));
    for (int at = 0; at < c.length; at++) {
      assertThat(FloatBits.same(c[at], expected[at]))
          .as(
              "index %d, kc %d, ldc %d, accumulate %s: %s, must be %s",
              at, kc, ldc, accumulate, c[at], expected[at])
          .isTrue();
    }
  }

  /** As an earlier call may have left it. */
  private static float[][] used(float[][] scratch) {
    for (float[] row : scratch) {
      Arrays.fill(row, Float.NaN);
    }
    return scratch;
  }

  private float[] marksAround(int offset, int length) {
    float[] array = FloatBits.marks(offset + length + 4);
    for (int i = 0; i < length; i++) {
      array[offset + i] = (float) random.nextGaussian();
    }
    return array;
  }
}
