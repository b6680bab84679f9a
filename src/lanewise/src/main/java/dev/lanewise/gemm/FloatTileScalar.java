package dev.lanewise.gemm;

import java.util.Arrays;

/**
 * The micro-kernel without the Vector API: an 8×64 tile whose loops run across j, four steps of k
 * at once, in the contract's order.
 *
 * <p>C2 vectorises such a loop by itself only where all arrays have the same index: with rows of B
 * read in place, at offsets that it cannot compare with that of the sums, it does not (9 GFLOP/s;
 * this form 24, AVX2 and AVX-512). So four rows of B are copied out, for eight rows of A to use,
 * and every row of sums is an array of its own.
 */
final class FloatTileScalar implements GemmKernel<float[]> {
  private static final int MR = 8;
  private static final int NR = 64;

  /** Rows of B copied out, and steps of k at once. */
  private static final int STEPS = 4;

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
      Arrays.fill(scratch[STEPS + i], 0f);
    }
    int p = 0;
    for (; p + STEPS <= kc; p += STEPS) {
      for (int step = 0; step < STEPS; step++) {
        System.arraycopy(b, bOff + (p + step) * bLd, scratch[step], 0, NR);
      }
      for (int i = 0; i < rows; i++) {
        fourSteps(a, aOff + i * aLd + p, scratch, scratch[STEPS + i]);
      }
    }
    for (; p < kc; p++) {
      System.arraycopy(b, bOff + p * bLd, scratch[0], 0, NR);
      for (int i = 0; i < rows; i++) {
        oneStep(a[aOff + i * aLd + p], scratch[0], scratch[STEPS + i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      write(cols, scratch[STEPS + i], c, cOff + i * ldc, accumulate);
    }
  }

  private static void fourSteps(float[] a, int at, float[][] rows, float[] sums) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    float[] b0 = rows[0];
    float[] b1 = rows[1];
    float[] b2 = rows[2];
    float[] b3 = rows[3];
    for (int j = 0; j < NR; j++) {
      float sum = Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]));
      sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], sum));
    }
  }

  private static void oneStep(float a0, float[] b0, float[] sums) {
    for (int j = 0; j < NR; j++) {
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
