package dev.lanewise.gemm;

import dev.lanewise.elementwise.ElementwiseKernels;
import java.util.Arrays;

/** {@link Panels} over {@code float[]}; plain loops that C2 vectorises, the same on every path. */
final class FloatPanels implements Panels<float[]> {
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
  public void pack(
      float[] from,
      int off,
      int outerStride,
      int kStride,
      int outer,
      int kc,
      int width,
      float[] to) {
    for (int o = 0, at = 0; o < outer; o += width, at += width * kc) {
      int used = Math.min(width, outer - o);
      int start = off + o * outerStride;
      if (outerStride == 1) {
        packContiguous(from, start, kStride, used, kc, width, to, at);
      } else {
        packStrided(from, start, outerStride, used, kc, width, to, at);
      }
    }
  }

  /** Outer indices are neighbours: each step of k copies a run. */
  private static void packContiguous(
      float[] from, int start, int kStride, int used, int kc, int width, float[] to, int at) {
    for (int p = 0; p < kc; p++) {
      int target = at + p * width;
      System.arraycopy(from, start + p * kStride, to, target, used);
      Arrays.fill(to, target + used, target + width, 0f);
    }
  }

  /**
   * Steps of k are neighbours: rows are interleaved, four at a time (eight at a time lost 20 %).
   */
  private static void packStrided(
      float[] from, int start, int stride, int used, int kc, int width, float[] to, int at) {
    int o = 0;
    for (; o + 4 <= used; o += 4) {
      packFour(from, start + o * stride, stride, kc, width, to, at + o);
    }
    for (; o < width; o++) {
      packOne(from, start + o * stride, o < used, kc, width, to, at + o);
    }
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
      float[] from, int start, boolean used, int kc, int width, float[] to, int at) {
    for (int p = 0; p < kc; p++) {
      to[at + p * width] = used ? from[start + p] : 0f;
    }
  }

  @Override
  public void writeEdge(
      int rows,
      int cols,
      float[] tile,
      int tileLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    for (int i = 0; i < rows; i++) {
      int source = i * tileLd;
      int target = cOff + i * ldc;
      for (int j = 0; j < cols; j++) {
        c[target + j] = accumulate ? c[target + j] + tile[source + j] : tile[source + j];
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
}
