package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.simd.Simd;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each micro-kernel by itself, at every height and width of a tile, against the chain of numerics
 * v1.
 */
class FloatKernelTest {
  private final Random random = new Random(2);

  static List<GemmKernel<float[]>> kernels() {
    if (!Simd.isVector()) {
      return List.of(new FloatTileScalar());
    }
    return List.of(new FloatVectorKernel(), new FloatColumnKernel(), new FloatWideKernel());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void tileHasTheBitsOfTheChain(GemmKernel<float[]> kernel) {
    int nr = kernel.nr();
    for (int kc : new int[] {1, 2, 3, 4, 5, 8, 9, 31, 255, 256}) {
      for (int rows = 1; rows <= kernel.mr(); rows++) {
        for (int cols : new int[] {1, 2, nr / 2 - 1, nr / 2, nr / 2 + 1, nr - 1, nr}) {
          if (cols > 0) {
            int gap = random.nextInt(6);
            check(kernel, rows, cols, kc, nr, cols + gap, false);
            check(kernel, rows, cols, kc, nr, cols + gap, true);
          }
        }
        for (int left = 1; left <= 3 * nr; left++) {
          if (kernel.width(left) == left) {
            check(kernel, rows, left, kc, left + nr + 1, left, false);
            check(kernel, rows, left, kc, left + nr + 7, left + 3, true);
          }
        }
      }
    }
  }

  /** Whatever is left, tiles go on to the end or leave less than NR columns to be packed. */
  @ParameterizedTest
  @MethodSource("kernels")
  void tilesInPlaceAreNoWiderThanWhatIsLeft(GemmKernel<float[]> kernel) {
    for (int left = 0; left <= 5 * kernel.nr(); left++) {
      assertThat(kernel.width(left)).isBetween(left < kernel.nr() ? 0 : 1, left);
    }
  }

  /** The loops choose the columns of B in place by the one and run the other over them. */
  @Test
  void bothKernelsCoverTheSameColumnsInPlace() {
    GemmKernel<float[]> kernel = FloatGemm.kernel();
    GemmKernel<float[]> columnKernel = FloatGemm.columnKernel();
    assumeThat(columnKernel).isNotNull();
    assertThat(columnKernel.nr()).isEqualTo(kernel.nr());
    for (int left = 0; left <= 5 * kernel.nr(); left++) {
      int inPlace = covered(kernel, left);
      assertThat(covered(columnKernel, left)).isEqualTo(inPlace);
      assertThat(covered(columnKernel, inPlace)).isEqualTo(inPlace);
    }
  }

  private static int covered(GemmKernel<float[]> kernel, int cols) {
    int covered = 0;
    while (kernel.width(cols - covered) > 0) {
      covered += kernel.width(cols - covered);
    }
    return covered;
  }

  private void check(
      GemmKernel<float[]> kernel,
      int rows,
      int cols,
      int kc,
      int bLd,
      int ldc,
      boolean accumulate) {
    int nr = kernel.nr();
    int aOff = 3;
    int bOff = 5;
    int cOff = 7;
    boolean down = kernel instanceof FloatColumnKernel;
    int gap = random.nextInt(3);
    int aRow = down ? 1 : kc + gap;
    int aCol = down ? rows + gap : 1;
    float[] a = marksAround(aOff, (rows - 1) * aRow + (kc - 1) * aCol + 1);
    int columnsOfB = bLd == nr ? nr : cols;
    float[] b = marksAround(bOff, (kc - 1) * bLd + columnsOfB);
    float[] c = FloatBits.marks(cOff + rows * ldc + 2);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        int at = cOff + i * ldc + j;
        float chain = 0f;
        for (int p = 0; p < kc; p++) {
          chain = Math.fma(a[aOff + i * aRow + p * aCol], b[bOff + p * bLd + j], chain);
        }
        if (accumulate) {
          c[at] = (float) random.nextGaussian();
          expected[at] = c[at] + chain;
        } else {
          expected[at] = chain;
        }
      }
    }
    kernel.run(
        rows,
        cols,
        kc,
        a,
        aOff,
        down ? aCol : aRow,
        b,
        bOff,
        bLd,
        c,
        cOff,
        ldc,
        accumulate,
        used(kernel.scratch()));
    for (int at = 0; at < c.length; at++) {
      assertThat(FloatBits.same(c[at], expected[at]))
          .as(
              "index %d, %d×%d, kc %d, ld of B %d, ldc %d, accumulate %s: %s, must be %s",
              at, rows, cols, kc, bLd, ldc, accumulate, c[at], expected[at])
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
