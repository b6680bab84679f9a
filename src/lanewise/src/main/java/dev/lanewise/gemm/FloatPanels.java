package dev.lanewise.gemm;

import dev.lanewise.elementwise.ElementwiseKernels;
import java.util.Arrays;

/** {@link Panels} over {@code float[]}; plain loops that C2 vectorises, the same on every path. */
class FloatPanels implements Panels<float[]> {
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
      float[] from, int off, int rowStride, int kStride, int rows, int kc, float[] to) {
    if (kc == 0) {
      return; // there may be no element at off
    }
    int row = 0;
    if (kStride == 1) {
      for (; row < rows; row++) {
        System.arraycopy(from, off + row * rowStride, to, row * kc, kc);
      }
    } else {
      row = transposeRows(from, off, kStride, rows, kc, to);
      for (; row + 4 <= rows; row += 4) {
        unpackFour(from, off + row, kStride, kc, to, row * kc);
      }
      for (; row < rows; row++) {
        packOne(from, off + row, kStride, kc, 1, to, row * kc);
      }
    }
  }

  /** Transposes as many rows of an A whose rows are neighbours as it likes, and returns that. */
  int transposeRows(float[] from, int off, int kStride, int rows, int kc, float[] to) {
    return 0;
  }

  /** Four neighbours of each step of k become four rows. */
  static void unpackFour(float[] from, int start, int kStride, int kc, float[] to, int at) {
    int row1 = at + kc;
    int row2 = row1 + kc;
    int row3 = row2 + kc;
    for (int p = 0; p < kc; p++) {
      int source = start + p * kStride;
      to[at + p] = from[source];
      to[row1 + p] = from[source + 1];
      to[row2 + p] = from[source + 2];
      to[row3 + p] = from[source + 3];
    }
  }

  @Override
  public void packColumns(
      float[] from, int off, int colStride, int kStride, int cols, int kc, int nr, float[] to) {
    int j = colStride == 1 ? packPanels(from, off, kStride, cols, kc, to) : 0;
    for (int at = j * kc; j < cols; j += nr, at += nr * kc) {
      int used = Math.min(nr, cols - j);
      int start = off + j * colStride;
      if (colStride == 1) {
        packContiguous(from, start, kStride, used, kc, nr, to, at);
      } else {
        packStrided(from, start, colStride, used, kc, nr, to, at);
      }
    }
  }

  /**
   * Packs as many whole panels as it likes of a B whose columns are neighbours, and returns how
   * many columns that were.
   */
  int packPanels(float[] from, int start, int kStride, int cols, int kc, float[] to) {
    return 0;
  }

  /** Columns are neighbours: each step of k copies a run. */
  void packContiguous(
      float[] from, int start, int kStride, int used, int kc, int nr, float[] to, int at) {
    for (int p = 0; p < kc; p++) {
      System.arraycopy(from, start + p * kStride, to, at + p * nr, used);
    }
  }

  /**
   * Steps of k are neighbours: rows are interleaved, four at a time (eight at a time lost 20 %).
   */
  private void packStrided(
      float[] from, int start, int stride, int used, int kc, int width, float[] to, int at) {
    int o = transposeColumns(from, start, stride, used, kc, width, to, at);
    for (; o + 4 <= used; o += 4) {
      packFour(from, start + o * stride, stride, kc, width, to, at + o);
    }
    for (; o < used; o++) {
      packOne(from, start + o * stride, 1, kc, width, to, at + o);
    }
  }

  /** Transposes as many columns of a B whose steps of k are neighbours as it likes. */
  int transposeColumns(
      float[] from, int start, int stride, int used, int kc, int width, float[] to, int at) {
    return 0;
  }

  private static void packFour(
      float[] from, int start, int stride, int kc, int width, float[] to, int at) {
    int row1 = start + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    for (int p = 0; p < kc; p++) {
      int target = at + p * width;
      to[target] = from[start + p];
      to[target + 1] = from[row1 + p];
      to[target + 2] = from[row2 + p];
      to[target + 3] = from[row3 + p];
    }
  }

  private static void packOne(
      float[] from, int start, int stride, int kc, int width, float[] to, int at) {
    for (int p = 0; p < kc; p++) {
      to[at + p * width] = from[start + p * stride];
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
