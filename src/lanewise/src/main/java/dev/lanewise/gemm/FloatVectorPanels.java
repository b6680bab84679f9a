package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatPanels} with the copying done by vectors. */
final class FloatVectorPanels extends FloatPanels {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();
  private static final int NR = 2 * LANES;

  /**
   * Row by row, four panels in a step: 0.07 ns an element of 784×512 in f32, 0.15 in f64, where
   * four panels from top to bottom took 0.09 and 0.20, and one at a time twice that (AVX2, Zen 5;
   * with AVX-512 up to a fourth less as well). It takes panels that lie {@link
   * Workspace#packedDepth} apart: 16 KB apart, a row's lines evict each other, and it takes 0.55
   * and 1.2.
   */
  @Override
  int packPanels(float[] from, int start, int kStride, int cols, int kc, float[] to, int panel) {
    int whole = cols - cols % NR;
    for (int p = 0; p < kc; p++) {
      int source = start + p * kStride;
      int end = source + whole;
      int target = p * NR;
      for (; source + 3 * NR < end; source += 4 * NR, target += 4 * panel) {
        copy(from, source, to, target);
        copy(from, source + NR, to, target + panel);
        copy(from, source + 2 * NR, to, target + 2 * panel);
        copy(from, source + 3 * NR, to, target + 3 * panel);
      }
      for (; source < end; source += NR, target += panel) {
        copy(from, source, to, target);
      }
    }
    return whole;
  }

  /** One row of one panel. */
  private static void copy(float[] from, int source, float[] to, int target) {
    FloatVector.fromArray(SPECIES, from, source).intoArray(to, target);
    FloatVector.fromArray(SPECIES, from, source + LANES).intoArray(to, target + LANES);
  }

  /**
   * Vectors that read on beyond the columns as long as the array has them; nobody uses what comes
   * along. (A copy and a fill for every row took a fifth of 256×10×128.)
   */
  @Override
  void packContiguous(
      float[] from, int start, int kStride, int used, int kc, int nr, float[] to, int at) {
    int width = used > LANES ? NR : LANES;
    int end = 0;
    if (from.length - start >= width) {
      end = kStride == 0 ? kc : Math.min(kc, (from.length - start - width) / kStride + 1);
    }
    for (int p = 0; p < end; p++) {
      FloatVector.fromArray(SPECIES, from, start + p * kStride).intoArray(to, at + p * NR);
    }
    if (width == NR) {
      for (int p = 0; p < end; p++) {
        FloatVector.fromArray(SPECIES, from, start + p * kStride + LANES)
            .intoArray(to, at + p * NR + LANES);
      }
    }
    super.packContiguous(
        from, start + end * kStride, kStride, used, kc - end, nr, to, at + end * NR);
  }

  /**
   * In blocks it takes 0.13 to 0.18 ns an element (f32, Zen 5; with AVX-512 the same), element by
   * element 0.45 to 0.7 (Zen 4, AVX2). Vectors with too few lanes leave it to plain loops.
   */
  @Override
  public void transpose(
      float[] from, int off, int ld, int rows, int cols, float[] to, int at, int toLd) {
    if (FloatTranspose.COLS < FloatTranspose.SMALLEST) {
      super.transpose(from, off, ld, rows, cols, to, at, toLd);
      return;
    }
    int wholeRows = rows - rows % FloatTranspose.ROWS;
    int wholeCols = cols - cols % FloatTranspose.COLS;
    for (int i = 0; i < wholeRows; i += FloatTranspose.ROWS) {
      FloatTranspose.strip(from, off + i * ld, ld, wholeCols, to, at + i, toLd);
    }
    for (int i = 0; i < rows; i++) {
      for (int j = i < wholeRows ? wholeCols : 0; j < cols; j++) {
        to[at + j * toLd + i] = from[off + i * ld + j];
      }
    }
  }

  @Override
  public void addRows(int rows, int cols, float[] c, int cOff, int ldc, float[] sums, int sumsOff) {
    int end = SPECIES.loopBound(cols);
    for (int j = 0; j < end; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOff + j);
      for (int i = 0; i < rows; i++) {
        sum = FloatVector.fromArray(SPECIES, c, cOff + i * ldc + j).add(sum);
      }
      sum.intoArray(sums, sumsOff + j);
    }
    addRows(end, rows, cols, c, cOff, ldc, sums, sumsOff);
  }
}
