package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Row kernels and reductions of one precision; {@link Elementwise} and {@link Reductions} check.
 */
sealed interface RowKernels permits FloatRows, DoubleRows {
  /** The kernels of this JVM for a precision. */
  static RowKernels of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT_ROWS : KernelChoice.DOUBLE_ROWS;
  }

  /** Rows first … end − 1 of a ← exp(z − max)/Σ. */
  void softmax(Matrix z, Matrix a, int first, int end);

  /** Rows first … end − 1 of a ← z − max − log Σ exp(z − max). */
  void logSoftmax(Matrix z, Matrix a, int first, int end);

  /** result(i) ← max + log Σ exp(z(i) − max), rows first … end − 1. */
  void logSumExp(Matrix z, Matrix result, int first, int end);

  /** sums(i) ← Σ x(i), in the precision of the matrix, rows first … end − 1. */
  void rowSums(Matrix x, Matrix sums, int first, int end);

  /** y ← y + α·sign(x) over n elements from (i, j) on; a NaN in x reaches y. */
  void addSign(int n, double alpha, Matrix x, Matrix y, int i, int j);

  /** x ← factor·x over n elements from (i, j) on, the factor rounded first. */
  void scale(int n, double factor, Matrix x, int i, int j);

  /**
   * x ← bound where x &gt; bound, −bound where x &lt; −bound, the bound rounded first, over n
   * elements from (i, j) on.
   */
  void clamp(int n, double bound, Matrix x, int i, int j);

  /**
   * columns(i) ← column of the first largest element of row i, a NaN counting as largest, rows
   * first … end − 1.
   */
  void argMax(Matrix x, int[] columns, int first, int end);

  /** Σ x, in double precision, lanes going on from row to row; so below. */
  double sum(Matrix x);

  /** Σ x·y. */
  double dot(Matrix x, Matrix y);

  /** Σ (x − c)². */
  double squares(Matrix x, double c);

  /** Σ |x|. */
  double magnitudes(Matrix x);

  /** Largest |x|; NaN if there is one; 0 of no elements. */
  double largestMagnitude(Matrix x);
}
