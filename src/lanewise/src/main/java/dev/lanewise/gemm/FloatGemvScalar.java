package dev.lanewise.gemm;

import java.util.Arrays;

/**
 * {@link GemvKernel} without the Vector API. Rows are copied out, because C2 vectorises a loop by
 * itself only where all arrays have the same index, see {@link FloatTileScalar}.
 */
final class FloatGemvScalar extends FloatGemv {
  /** Rows copied out, and steps of k at once. */
  private static final int STEPS = 4;

  @Override
  public float[][] scratch() {
    return new float[STEPS][STRIP];
  }

  @Override
  public void axpys(
      int k,
      int width,
      float[] x,
      int xOff,
      float[] b,
      int bOff,
      int ld,
      float[] sums,
      float[][] scratch) {
    Arrays.fill(sums, 0, width, 0f);
    int p = 0;
    for (; p + STEPS <= k; p += STEPS) {
      for (int step = 0; step < STEPS; step++) {
        System.arraycopy(b, bOff + (p + step) * ld, scratch[step], 0, width);
      }
      fourSteps(width, x, xOff + p, scratch, sums);
    }
    for (; p < k; p++) {
      System.arraycopy(b, bOff + p * ld, scratch[0], 0, width);
      oneStep(width, x[xOff + p], scratch[0], sums);
    }
  }

  private static void fourSteps(int width, float[] x, int at, float[][] rows, float[] sums) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    float[] b0 = rows[0];
    float[] b1 = rows[1];
    float[] b2 = rows[2];
    float[] b3 = rows[3];
    for (int j = 0; j < width; j++) {
      float sum = Math.fma(x1, b1[j], Math.fma(x0, b0[j], sums[j]));
      sums[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], sum));
    }
  }

  private static void oneStep(int width, float x0, float[] b0, float[] sums) {
    for (int j = 0; j < width; j++) {
      sums[j] = Math.fma(x0, b0[j], sums[j]);
    }
  }

  @Override
  public void ger(
      int rows,
      int width,
      double alpha,
      float[] x,
      int xOff,
      int xStep,
      float[] y,
      float[] a,
      int aOff,
      int lda,
      float[][] scratch) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a, aOff + i * lda, scratch[0], 0, width);
      update(width, (float) alpha, x[xOff + i * xStep], y, scratch[0]);
      System.arraycopy(scratch[0], 0, a, aOff + i * lda, width);
    }
  }

  private static void update(int width, float scale, float x, float[] y, float[] row) {
    for (int j = 0; j < width; j++) {
      row[j] += scale * Math.fma(x, y[j], 0f);
    }
  }
}
