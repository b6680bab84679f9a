package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;

/**
 * Row-wise softmax and losses, the same code over the scalar and over the vector kernels.
 *
 * <p>A sum over a row takes 16 virtual lanes (lane l adds elements l, l + 16, … from +0), then adds
 * lanes 8, 4, 2 and 1 apart. Losses are summed in double precision, rows ascending.
 */
abstract sealed class FloatElementwise implements ElementwiseKernels<float[]>
    permits FloatScalarElementwise, FloatVectorElementwise {
  private static final int LANES = 16;

  /** y ← exp(x − shift) over n elements; x and y may be the same window. */
  abstract void expMinus(int n, float shift, float[] x, int xOff, float[] y, int yOff);

  @Override
  public final float[] array(Matrix matrix) {
    return ((FloatMatrix) matrix).array();
  }

  @Override
  public final void softmax(int rows, int cols, float[] z, int zOff, int zLd) {
    for (int i = 0; i < rows && cols > 0; i++) {
      int row = zOff + i * zLd;
      expMinus(cols, max(cols, z, row), z, row, z, row);
      float sum = sum(cols, z, row);
      for (int j = 0; j < cols; j++) {
        z[row + j] /= sum;
      }
    }
  }

  @Override
  public final double softmaxCrossEntropy(
      int rows,
      int cols,
      float[] z,
      int zOff,
      int zLd,
      float[] y,
      int yOff,
      int yLd,
      float[] d,
      int dOff,
      int dLd,
      double scale) {
    double loss = 0;
    float factor = (float) scale;
    for (int i = 0; i < rows && cols > 0; i++) {
      int zRow = zOff + i * zLd;
      int yRow = yOff + i * yLd;
      int dRow = dOff + i * dLd;
      float max = max(cols, z, zRow);
      expMinus(cols, max, z, zRow, d, dRow);
      float sum = sum(cols, d, dRow);
      // log Σ exp(z) − Σ y·z with the maximum taken out of both; StrictMath for the same bits
      // everywhere.
      double rowLoss = StrictMath.log(sum);
      for (int j = 0; j < cols; j++) {
        // Halves, so that no difference of finite logits overflows: 0·∞ would be NaN.
        rowLoss += 2.0 * (y[yRow + j] * (0.5 * max - 0.5 * z[zRow + j]));
        d[dRow + j] = factor * (d[dRow + j] / sum - y[yRow + j]);
      }
      loss += rowLoss;
    }
    return loss;
  }

  @Override
  public final double squaredError(
      int rows,
      int cols,
      float[] a,
      int aOff,
      int aLd,
      float[] y,
      int yOff,
      int yLd,
      float[] d,
      int dOff,
      int dLd,
      double scale) {
    double loss = 0;
    float factor = (float) scale;
    for (int i = 0; i < rows; i++) {
      int aRow = aOff + i * aLd;
      int yRow = yOff + i * yLd;
      int dRow = dOff + i * dLd;
      double rowLoss = 0;
      for (int j = 0; j < cols; j++) {
        double difference = (double) a[aRow + j] - y[yRow + j];
        rowLoss += difference * difference;
        d[dRow + j] = factor * (a[aRow + j] - y[yRow + j]);
      }
      loss += rowLoss;
    }
    return loss;
  }

  /** Largest of n ≥ 1 elements; NaN if there is one. */
  private static float max(int n, float[] x, int off) {
    float max = x[off];
    for (int j = 1; j < n; j++) {
      max = Math.max(max, x[off + j]);
    }
    return max;
  }

  private static float sum(int n, float[] x, int off) {
    return lanes(n, x, off, 0, 1);
  }

  /**
   * Sum of the lanes first, first + stride, first + 2·stride, …: halves that lie 8, 4, 2, 1 apart.
   */
  private static float lanes(int n, float[] x, int off, int first, int stride) {
    if (stride < LANES) {
      return lanes(n, x, off, first, 2 * stride) + lanes(n, x, off, first + stride, 2 * stride);
    }
    float sum = 0f;
    for (int j = first; j < n; j += LANES) {
      sum += x[off + j];
    }
    return sum;
  }
}
