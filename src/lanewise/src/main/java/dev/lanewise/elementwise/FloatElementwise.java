package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import java.util.Arrays;

/**
 * Loops over rows, the same over the scalar and over the vector kernels. Rows that follow each
 * other without a gap are one long row: a matrix then has one tail, not one a row.
 */
abstract sealed class FloatElementwise implements ElementwiseKernels<float[]>
    permits FloatScalarElementwise, FloatVectorElementwise {
  /** Elements that one step leaves in L1 for the next. */
  static final int BLOCK = 1024;

  /** a ← f(z) over n elements. */
  abstract void activate(Activation f, int n, float[] z, int zOff, float[] a, int aOff);

  /** dz ← d ⊙ f′ over n elements. */
  abstract void timesDerivative(
      Activation f, int n, float[] d, int dOff, float[] x, int xOff, float[] dz, int dzOff);

  /** out ← x·mask, +0 where mask is 0, over n elements. */
  abstract void timesMask(
      int n, float[] x, int xOff, float[] mask, int maskOff, float[] out, int outOff);

  @Override
  public final float[] array(Matrix matrix) {
    return ((FloatMatrix) matrix).array();
  }

  @Override
  public final float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public final int length(float[] array) {
    return array.length;
  }

  @Override
  public final void fill(int n, double value, float[] x, int xOff) {
    Arrays.fill(x, xOff, xOff + n, (float) value);
  }

  @Override
  public final double sum(int n, float[] x, int xOff) {
    FloatScratch scratch = FloatScratch.take();
    Arrays.fill(scratch.lanes, 0f);
    FloatScalarSpans.addTo(scratch.lanes, 0, n, x, xOff);
    float sum = FloatSpans.total(scratch.lanes);
    scratch.give();
    return sum;
  }

  @Override
  public final void activate(
      Activation f,
      int rows,
      int cols,
      float[] z,
      int zOff,
      int zLd,
      float[] bias,
      int biasOff,
      float[] a,
      int aOff,
      int aLd) {
    if (bias == null) {
      activate(f, rows, cols, z, zOff, zLd, a, aOff, aLd);
      return;
    }
    int height = blockRows(cols);
    for (int from = 0; from < rows; from += height) {
      int to = Math.min(from + height, rows);
      for (int i = from; i < to; i++) {
        add(cols, z, zOff + i * zLd, bias, biasOff, a, aOff + i * aLd);
      }
      int block = aOff + from * aLd;
      activate(f, to - from, cols, a, block, aLd, a, block, aLd);
    }
  }

  private void activate(
      Activation f,
      int rows,
      int cols,
      float[] z,
      int zOff,
      int zLd,
      float[] a,
      int aOff,
      int aLd) {
    if (zLd == cols && aLd == cols) {
      activate(f, rows * cols, z, zOff, a, aOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      activate(f, cols, z, zOff + i * zLd, a, aOff + i * aLd);
    }
  }

  @Override
  public final void timesDerivative(
      Activation f,
      int rows,
      int cols,
      float[] d,
      int dOff,
      int dLd,
      float[] x,
      int xOff,
      int xLd,
      float[] dz,
      int dzOff,
      int dzLd) {
    if (dLd == cols && xLd == cols && dzLd == cols) {
      timesDerivative(f, rows * cols, d, dOff, x, xOff, dz, dzOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      timesDerivative(f, cols, d, dOff + i * dLd, x, xOff + i * xLd, dz, dzOff + i * dzLd);
    }
  }

  @Override
  public final void timesMask(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] mask,
      int maskOff,
      int maskLd,
      float[] out,
      int outOff,
      int outLd) {
    if (xLd == cols && maskLd == cols && outLd == cols) {
      timesMask(rows * cols, x, xOff, mask, maskOff, out, outOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      timesMask(cols, x, xOff + i * xLd, mask, maskOff + i * maskLd, out, outOff + i * outLd);
    }
  }

  @Override
  public final void select(
      int n, long threshold, double kept, int[] words, int at, float[] mask, int maskOff) {
    float scale = (float) kept;
    // Multiplied, not chosen: words are random, and C2's branch took 2 ns an element.
    for (int j = 0; j < n; j++) {
      int below = (int) (((words[at + j] & 0xFFFFFFFFL) - threshold) >>> 63);
      mask[maskOff + j] = scale * (1 - below);
    }
  }

  /**
   * Rows of a block, at least 1; where it can be, a multiple of 16, so that a dense block has no
   * tail.
   */
  static int blockRows(int cols) {
    int rows = Math.max(1, BLOCK / Math.max(1, cols));
    return rows < 16 ? rows : rows & -16;
  }
}
