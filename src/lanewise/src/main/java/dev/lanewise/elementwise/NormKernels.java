package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/** Normalisation of one precision; {@link Normalization} checks and says what it is. */
sealed interface NormKernels permits FloatNorms, DoubleNorms {
  /** The kernels of this JVM for a precision. */
  static NormKernels of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT_NORMS : KernelChoice.DOUBLE_NORMS;
  }

  /** Rows to mean 0 and variance 1; inverse m×1. */
  void rows(
      Matrix x,
      double epsilon,
      Matrix scale,
      Matrix shift,
      Matrix normal,
      Matrix inverse,
      Matrix a);

  /** ∂loss/∂x of {@link #rows}. */
  void rowsGradient(Matrix d, Matrix normal, Matrix inverse, Matrix scale, Matrix dx);

  /** variance(j) ← Σ (x − mean)²/m. */
  void variances(Matrix x, Matrix mean, Matrix variance);

  /** Columns by given means; inverse 1×n. */
  void columns(
      Matrix x, Matrix mean, Matrix inverse, Matrix scale, Matrix shift, Matrix normal, Matrix a);

  /** ∂loss/∂x of {@link #columns} with the statistics of x itself. */
  void columnsGradient(
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dScale,
      Matrix dShift,
      Matrix dx);

  /** sums(j) ← Σ x·y, products not rounded before they are added. */
  void columnProducts(Matrix x, Matrix y, Matrix sums);
}
