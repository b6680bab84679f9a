package dev.lanewise.gemm;

import java.util.Arrays;

/**
 * The micro-kernel without the Vector API: a 32×256 tile whose loops run across j, four steps of k
 * and four rows at once, in the contract's order.
 *
 * <p>C2 vectorises such a loop by itself only where all arrays have the same index: with rows of B
 * read in place, at offsets that it cannot compare with that of the sums, it does not (9 GFLOP/s).
 * So four rows of B are copied out, for 32 rows of A to use, and every row of sums is an array of
 * its own. Long rows, because C2 puts scalar steps around every such loop: at 256³ in f32 with
 * AVX2, 8×64 and four steps of one row reached 23 GFLOP/s, 8×256 31, 32×256 with eight steps 40.
 *
 * <p>Rows × steps at once, GFLOP/s at 256³ in f32 with AVX-512 and with AVX2: 1×8 44 and 52, 2×4 51
 * and 62, 3×4 58 and 56, 4×4 64 and 55, 2×8 59 and 34; 6×2 with AVX-512 43, 4×2 with AVX2 53. With
 * 8×2, 2×16, 3×8 and 4×8, C2 vectorises nothing: 8 to 13.
 */
final class FloatTileScalar implements GemmKernel<float[]> {
  private static final int MR = 32;
  private static final int NR = 256;

  /** Rows of B copied out, and steps of k at once. */
  private static final int STEPS = 4;

  /** Rows of A at once. */
  private static final int ROWS = 4;

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
      int i = 0;
      for (; i + ROWS <= rows; i += ROWS) {
        fourRows(cols, a, aOff + i * aLd + p, aLd, scratch, STEPS + i);
      }
      for (; i < rows; i++) {
        oneRow(cols, a, aOff + i * aLd + p, scratch, scratch[STEPS + i]);
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

  /** Four steps of k for four rows, whose sums begin at {@code first}. */
  private static void fourRows(int cols, float[] a, int at, int aLd, float[][] rows, int first) {
    int at1 = at + aLd;
    int at2 = at1 + aLd;
    int at3 = at2 + aLd;
    float a00 = a[at];
    float a01 = a[at + 1];
    float a02 = a[at + 2];
    float a03 = a[at + 3];
    float a10 = a[at1];
    float a11 = a[at1 + 1];
    float a12 = a[at1 + 2];
    float a13 = a[at1 + 3];
    float a20 = a[at2];
    float a21 = a[at2 + 1];
    float a22 = a[at2 + 2];
    float a23 = a[at2 + 3];
    float a30 = a[at3];
    float a31 = a[at3 + 1];
    float a32 = a[at3 + 2];
    float a33 = a[at3 + 3];
    float[] b0 = rows[0];
    float[] b1 = rows[1];
    float[] b2 = rows[2];
    float[] b3 = rows[3];
    float[] c0 = rows[first];
    float[] c1 = rows[first + 1];
    float[] c2 = rows[first + 2];
    float[] c3 = rows[first + 3];
    for (int j = 0; j < cols; j++) {
      float v0 = b0[j];
      float v1 = b1[j];
      float v2 = b2[j];
      float v3 = b3[j];
      float sum0 = Math.fma(a01, v1, Math.fma(a00, v0, c0[j]));
      float sum1 = Math.fma(a11, v1, Math.fma(a10, v0, c1[j]));
      float sum2 = Math.fma(a21, v1, Math.fma(a20, v0, c2[j]));
      float sum3 = Math.fma(a31, v1, Math.fma(a30, v0, c3[j]));
      c0[j] = Math.fma(a03, v3, Math.fma(a02, v2, sum0));
      c1[j] = Math.fma(a13, v3, Math.fma(a12, v2, sum1));
      c2[j] = Math.fma(a23, v3, Math.fma(a22, v2, sum2));
      c3[j] = Math.fma(a33, v3, Math.fma(a32, v2, sum3));
    }
  }

  private static void oneRow(int cols, float[] a, int at, float[][] rows, float[] sums) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    float[] b0 = rows[0];
    float[] b1 = rows[1];
    float[] b2 = rows[2];
    float[] b3 = rows[3];
    for (int j = 0; j < cols; j++) {
      float sum = Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]));
      sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], sum));
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
