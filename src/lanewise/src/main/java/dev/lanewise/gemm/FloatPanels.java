package dev.lanewise.gemm;

import dev.lanewise.elementwise.ElementwiseKernels;
import java.util.Arrays;

/** {@link Panels} over {@code float[]}; plain loops that C2 vectorises, the same on every path. */
class FloatPanels implements Panels<float[]> {
  /** Elements of a cache line. */
  private static final int LINE = 64 / Float.BYTES;

  @Override
  public float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public int length(float[] array) {
    return array.length;
  }

  @Override
  public ElementwiseKernels<float[]> elementwise() {
    return ElementwiseKernels.ofFloat();
  }

  @Override
  public GemvKernel<float[]> gemv() {
    return FloatGemv.kernel();
  }

  @Override
  public void packRows(
      float[] from, int off, int rowStride, int kStride, int rows, int kc, float[] to, int toLd) {
    if (kc == 0) {
      return; // there may be no element at off
    }
    if (kStride == 1) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(from, off + row * rowStride, to, row * toLd, kc);
      }
    } else {
      transpose(from, off, kStride, kc, rows, to, 0, toLd);
    }
  }

  @Override
  public void packColumns(
      float[] from,
      int off,
      int colStride,
      int kStride,
      int cols,
      int kc,
      int nr,
      float[] to,
      int panel) {
    int j = colStride == 1 ? packPanels(from, off, kStride, cols, kc, to, panel) : 0;
    for (int at = j / nr * panel; j < cols; j += nr, at += panel) {
      int used = Math.min(nr, cols - j);
      int start = off + j * colStride;
      if (colStride == 1) {
        packContiguous(from, start, kStride, used, kc, nr, to, at);
      } else {
        transpose(from, start, colStride, used, kc, to, at, nr);
      }
    }
  }

  /**
   * Packs as many whole panels as it likes of a B whose columns are neighbours, and returns how
   * many columns that were.
   */
  int packPanels(float[] from, int start, int kStride, int cols, int kc, float[] to, int panel) {
    return 0;
  }

  /** Columns are neighbours: each step of k copies a run. */
  void packContiguous(
      float[] from, int start, int kStride, int used, int kc, int nr, float[] to, int at) {
    for (int p = 0; p < kc; p++) {
      System.arraycopy(from, start + p * kStride, to, at + p * nr, used);
    }
  }

  @Override
  public double readLines(float[] a, int off, int ld, int rows, int depth) {
    float sum = 0;
    for (int i = 0; i < rows; i++) {
      int row = off + i * ld;
      for (int p = 0; p < depth; p += LINE) {
        sum += a[row + p];
      }
    }
    return sum;
  }

  /** Rows are interleaved, four at a time (eight at a time lost 20 %). */
  @Override
  public void transpose(
      float[] from, int off, int ld, int rows, int cols, float[] to, int at, int toLd) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int row = off + i * ld;
      for (int j = 0; j < cols; j++) {
        int target = at + j * toLd + i;
        to[target] = from[row + j];
        to[target + 1] = from[row + ld + j];
        to[target + 2] = from[row + 2 * ld + j];
        to[target + 3] = from[row + 3 * ld + j];
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        to[at + j * toLd + i] = from[off + i * ld + j];
      }
    }
  }

  @Override
  public void combine(
      int rows,
      int cols,
      double alpha,
      float[] s,
      int sOff,
      int lds,
      double beta,
      float[] c,
      int cOff,
      int ldc) {
    float scale = (float) alpha;
    float keep = (float) beta;
    for (int i = 0; i < rows; i++) {
      int source = sOff + i * lds;
      int target = cOff + i * ldc;
      for (int j = 0; j < cols; j++) {
        if (scale == 0f) {
          c[target + j] = keep == 0f ? 0f : keep * c[target + j];
        } else {
          float sum = scale * s[source + j];
          c[target + j] = keep == 0f ? sum : Math.fma(keep, c[target + j], sum);
        }
      }
    }
  }

  @Override
  public void clear(float[] array, int length) {
    Arrays.fill(array, 0, length, 0f);
  }

  @Override
  public void addRows(int rows, int cols, float[] c, int cOff, int ldc, float[] sums, int sumsOff) {
    addRows(0, rows, cols, c, cOff, ldc, sums, sumsOff);
  }

  /** From column {@code from} on. */
  static void addRows(
      int from, int rows, int cols, float[] c, int cOff, int ldc, float[] sums, int sumsOff) {
    for (int i = 0; i < rows; i++) {
      int row = cOff + i * ldc;
      for (int j = from; j < cols; j++) {
        sums[sumsOff + j] += c[row + j];
      }
    }
  }
}
