package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;

/**
 * What is the same in {@link GemvKernel} on every path.
 *
 * <p>Rows along k are summed eight at a time. The contract has one chain a sum, so a row's
 * neighbours along k cannot share a vector, and eight chains of scalars hide the latency: 10
 * GFLOP/s from L1 to L3; twelve chains 9; four steps at once 6, because C2 then loads ahead and
 * spills; gathers 5 (Zen 4, f32, bare loops). {@link FloatVectorDots} does better where it can.
 */
abstract class FloatGemv implements GemvKernel<float[]> {
  private static final int CHAINS = 8;

  /** The kernel of this JVM. */
  static FloatGemv kernel() {
    return Simd.isVector() ? new FloatGemvVector() : new FloatGemvScalar();
  }

  @Override
  public void dots(
      int k, int width, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums) {
    dots(0, k, width, x, xOff, b, bOff, ld, sums);
  }

  /** {@link #dots} of rows from {@code from} on. */
  static void dots(
      int from, int k, int width, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums) {
    for (int j = from; j < width; j += CHAINS) {
      eight(k, x, xOff, b, bOff + j * ld, ld, width - 1 - j, sums, j);
    }
  }

  /** Past the last row, the last row again: its sums go to the padding. */
  private static void eight(
      int k, float[] x, int xOff, float[] b, int row0, int ld, int last, float[] sums, int at) {
    int row1 = row0 + Math.min(1, last) * ld;
    int row2 = row0 + Math.min(2, last) * ld;
    int row3 = row0 + Math.min(3, last) * ld;
    int row4 = row0 + Math.min(4, last) * ld;
    int row5 = row0 + Math.min(5, last) * ld;
    int row6 = row0 + Math.min(6, last) * ld;
    int row7 = row0 + Math.min(7, last) * ld;
    float c0 = 0f;
    float c1 = 0f;
    float c2 = 0f;
    float c3 = 0f;
    float c4 = 0f;
    float c5 = 0f;
    float c6 = 0f;
    float c7 = 0f;
    int p = 0;
    for (int end = k & ~1; p < end; p += 2) {
      float x0 = x[xOff + p];
      float x1 = x[xOff + p + 1];
      c0 = Math.fma(x1, b[row0 + p + 1], Math.fma(x0, b[row0 + p], c0));
      c1 = Math.fma(x1, b[row1 + p + 1], Math.fma(x0, b[row1 + p], c1));
      c2 = Math.fma(x1, b[row2 + p + 1], Math.fma(x0, b[row2 + p], c2));
      c3 = Math.fma(x1, b[row3 + p + 1], Math.fma(x0, b[row3 + p], c3));
      c4 = Math.fma(x1, b[row4 + p + 1], Math.fma(x0, b[row4 + p], c4));
      c5 = Math.fma(x1, b[row5 + p + 1], Math.fma(x0, b[row5 + p], c5));
      c6 = Math.fma(x1, b[row6 + p + 1], Math.fma(x0, b[row6 + p], c6));
      c7 = Math.fma(x1, b[row7 + p + 1], Math.fma(x0, b[row7 + p], c7));
    }
    if (p < k) {
      float x0 = x[xOff + p];
      c0 = Math.fma(x0, b[row0 + p], c0);
      c1 = Math.fma(x0, b[row1 + p], c1);
      c2 = Math.fma(x0, b[row2 + p], c2);
      c3 = Math.fma(x0, b[row3 + p], c3);
      c4 = Math.fma(x0, b[row4 + p], c4);
      c5 = Math.fma(x0, b[row5 + p], c5);
      c6 = Math.fma(x0, b[row6 + p], c6);
      c7 = Math.fma(x0, b[row7 + p], c7);
    }
    sums[at] = c0;
    sums[at + 1] = c1;
    sums[at + 2] = c2;
    sums[at + 3] = c3;
    sums[at + 4] = c4;
    sums[at + 5] = c5;
    sums[at + 6] = c6;
    sums[at + 7] = c7;
  }

  @Override
  public void add(int width, float[] sums, float[] total) {
    for (int j = 0; j < width; j++) {
      total[j] += sums[j];
    }
  }

  @Override
  public void gather(int n, float[] from, int off, int step, float[] to) {
    for (int p = 0; p < n; p++) {
      to[p] = from[off + p * step];
    }
  }
}
