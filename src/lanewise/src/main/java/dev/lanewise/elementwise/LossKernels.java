package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Losses of one precision with their gradients, in one pass; {@link Losses} checks and says what
 * they are. Targets are a matrix, or classes where the matrix is null. Terms are made in the
 * precision of the matrices and added in double precision, in 16 virtual lanes over the matrix.
 */
sealed interface LossKernels permits FloatLosses, DoubleLosses {
  /** What is summed, element for element. */
  enum Kind {
    SQUARED_ERROR,
    HUBER,
    BINARY_LOGITS,
    BINARY_PROBABILITIES,
    CATEGORICAL_PROBABILITIES
  }

  /** The kernels of this JVM for a precision. */
  static LossKernels of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT_LOSSES : KernelChoice.DOUBLE_LOSSES;
  }

  /**
   * d ← scale·∂/∂x; returns the sum.
   *
   * @param weights of the rows, m×1; null for 1
   * @param p δ of the Huber loss, else 1 − ε: a target y counts as fma(y, p, q)
   * @param q ε over the number of classes
   */
  double elementwise(
      Kind kind,
      Matrix x,
      Matrix y,
      int[] classes,
      Matrix weights,
      Matrix d,
      double scale,
      double p,
      double q);

  /**
   * d ← scale·(softmax(z) − y); returns the sum over rows of log Σ exp(z) − Σ y·z.
   *
   * @param weights of the rows, m×1; null for 1
   */
  double softmax(
      Matrix z,
      Matrix y,
      int[] classes,
      Matrix weights,
      Matrix d,
      double scale,
      double p,
      double q);
}
