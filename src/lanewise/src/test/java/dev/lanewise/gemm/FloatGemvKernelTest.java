package dev.lanewise.gemm;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.simd.Simd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kernel by itself, at the very end of its arrays, against the chain of numerics v1. */
class FloatGemvKernelTest {
  private final Random random = new Random(25);

  static List<GemvKernel<float[]>> kernels() {
    List<GemvKernel<float[]>> kernels = new ArrayList<>();
    kernels.add(new FloatGemvScalar());
    if (Simd.isVector()) {
      kernels.add(new FloatGemvVector());
    }
    return kernels;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsHaveTheBitsOfTheChain(GemvKernel<float[]> kernel) {
    for (int k : new int[] {1, 2, 3, 8, 17, 18, 19, 256}) {
      for (int width = 1; width <= 150; width += width < 70 ? 1 : 9) {
        for (int behind : new int[] {0, 1, 400}) {
          check(kernel, k, width, behind, true);
          check(kernel, k, width, behind, false);
        }
      }
    }
  }

  /** {@code behind} elements of the array lie after the matrix, marks all of them. */
  private void check(
      GemvKernel<float[]> kernel, int k, int width, int behind, boolean rowsAlongOutputs) {
    int ld = (rowsAlongOutputs ? width : k) + random.nextInt(3);
    int rows = rowsAlongOutputs ? k : width;
    int cols = rowsAlongOutputs ? width : k;
    float[] b = FloatBits.marks(5 + (rows - 1) * ld + cols + behind);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        b[5 + i * ld + j] = (float) random.nextGaussian();
      }
    }
    float[] x = FloatBits.marks(k + 6);
    for (int p = 0; p < k; p++) {
      x[3 + p] = (float) random.nextGaussian();
    }
    float[] sums = FloatBits.marks(width + GemvKernel.PADDING + 1);
    float[][] scratch = kernel.scratch();
    for (float[] row : scratch) {
      Arrays.fill(row, Float.NaN);
    }
    if (rowsAlongOutputs) {
      kernel.axpys(k, width, x, 3, b, 5, ld, sums, scratch);
    } else {
      kernel.dots(k, width, x, 3, b, 5, ld, sums);
    }
    float[] expected = FloatBits.marks(sums.length);
    for (int j = 0; j < width; j++) {
      float chain = 0f;
      for (int p = 0; p < k; p++) {
        chain = Math.fma(x[3 + p], b[5 + (rowsAlongOutputs ? p * ld + j : j * ld + p)], chain);
      }
      expected[j] = chain;
    }
    System.arraycopy(sums, width, expected, width, GemvKernel.PADDING);
    String what = String.format("k %d, width %d, ld %d, %d behind", k, width, ld, behind);
    FloatBlasCase.compare(expected, sums, at -> false, what);
  }
}
