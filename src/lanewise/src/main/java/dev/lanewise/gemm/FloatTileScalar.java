package dev.lanewise.gemm;

import java.util.Arrays;

/**
 * The micro-kernel without the Vector API: a 32×256 tile whose loops run across j, eight steps of k
 * at once, in the contract's order.
 *
 * <p>C2 vectorises such a loop by itself only where all arrays have the same index: with rows of B
 * read in place, at offsets that it cannot compare with that of the sums, it does not (9 GFLOP/s).
 * So eight rows of B are copied out, for 32 rows of A to use, and every row of sums is an array of
 * its own. Long rows, because C2 puts scalar steps around every such loop: at 256³ in f32 with
 * AVX2, 8×64 and four steps reached 23 GFLOP/s, 8×256 31, with eight steps 35, 32×256 40.
 */
final class FloatTileScalar implements GemmKernel<float[]> {
  private static final int MR = 32;
  private static final int NR = 256;

  /** Rows of B copied out, and steps of k at once. */
  private static final int STEPS = 8;

  @Override
  public int mr() {
    return MR;
  }

  @Override
  public int nr() {
    return NR;
  }

  /** {@link #STEPS} rows of B, then MR rows of sums. */
  @Override
  public float[][] scratch() {
    return new float[STEPS + MR][NR];
  }

  @Override
  public void run(
      int rows,
      int cols,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      int bLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate,
      float[][] scratch) {
    for (int i = 0; i < rows; i++) {
      Arrays.fill(scratch[STEPS + i], 0, cols, 0f);
    }
    int p = 0;
    for (; p + STEPS <= kc; p += STEPS) {
      for (int step = 0; step < STEPS; step++) {
        System.arraycopy(b, bOff + (p + step) * bLd, scratch[step], 0, cols);
      }
      for (int i = 0; i < rows; i++) {
        eightSteps(cols, a, aOff + i * aLd + p, scratch, scratch[STEPS + i]);
      }
    }
    for (; p < kc; p++) {
      System.arraycopy(b, bOff + p * bLd, scratch[0], 0, cols);
      for (int i = 0; i < rows; i++) {
        oneStep(cols, a[aOff + i * aLd + p], scratch[0], scratch[STEPS + i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      write(cols, scratch[STEPS + i], c, cOff + i * ldc, accumulate);
    }
  }

  private static void eightSteps(int cols, float[] a, int at, float[][] rows, float[] sums) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    float a4 = a[at + 4];
    float a5 = a[at + 5];
    float a6 = a[at + 6];
    float a7 = a[at + 7];
    float[] b0 = rows[0];
    float[] b1 = rows[1];
    float[] b2 = rows[2];
    float[] b3 = rows[3];
    float[] b4 = rows[4];
    float[] b5 = rows[5];
    float[] b6 = rows[6];
    float[] b7 = rows[7];
    for (int j = 0; j < cols; j++) {
      float sum = Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]));
      sum = Math.fma(a3, b3[j], Math.fma(a2, b2[j], sum));
      sum = Math.fma(a5, b5[j], Math.fma(a4, b4[j], sum));
      sums[j] = Math.fma(a7, b7[j], Math.fma(a6, b6[j], sum));
    }
  }

  private static void oneStep(int cols, float a0, float[] b0, float[] sums) {
    for (int j = 0; j < cols; j++) {
      sums[j] = Math.fma(a0, b0[j], sums[j]);
    }
  }

  private static void write(int cols, float[] sums, float[] c, int cOff, boolean accumulate) {
    if (accumulate) {
      for (int j = 0; j < cols; j++) {
        c[cOff + j] += sums[j];
      }
    } else {
      System.arraycopy(sums, 0, c, cOff, cols);
    }
  }
}
