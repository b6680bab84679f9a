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

  /** Each row of a ← exp(z − max)/Σ. */
  void softmax(Matrix z, Matrix a);

  /** Each row of a ← z − max − log Σ exp(z − max). */
  void logSoftmax(Matrix z, Matrix a);

  /** result(i) ← max + log Σ exp(z(i) − max). */
  void logSumExp(Matrix z, Matrix result);

  /** sums(i) ← Σ x(i), in the precision of the matrix. */
  void rowSums(Matrix x, Matrix sums);

  /** y ← y + α·sign(x); a NaN in x reaches y. */
  void addSign(double alpha, Matrix x, Matrix y);

  /** x ← factor·x, the factor rounded first. */
  void scale(Matrix x, double factor);

  /** x ← bound where x &gt; bound, −bound where x &lt; −bound, the bound rounded first. */
  void clamp(Matrix x, double bound);

  /** Column of the first largest element of a row, a NaN counting as largest. */
  int argMax(Matrix x, int row);

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
