package dev.lanewise.elementwise;

import dev.lanewise.matrix.Precision;

/** Normalisation of one precision; {@link Normalization} checks and says what it is. */
sealed interface NormKernels permits FloatNorms, DoubleNorms {
  /** The kernels of this JVM for a precision. */
  static NormKernels of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT_NORMS : KernelChoice.DOUBLE_NORMS;
  }

  /** normal, inverse, a ← rows from … to − 1 of x with mean 0 and variance 1. */
  void rows(NormPass pass, int from, int to);

  /** dx ← ∂loss/∂x of {@link #rows}, rows from … to − 1. */
  void rowsGradient(NormPass pass, int from, int to);

  /** variance ← Σ (x − mean)²/m, columns from … to − 1. */
  void variances(NormPass pass, int from, int to);

  /** normal, a ← x by mean and inverse, rows from … to − 1. */
  void columns(NormPass pass, int from, int to);

  /** dx ← ∂loss/∂x of {@link #columns} with the statistics of x itself, rows from … to − 1. */
  void columnsGradient(NormPass pass, int from, int to);

  /** dScale ← Σ d·normal, products not rounded before they are added, columns from … to − 1. */
  void scaleGradient(NormPass pass, int from, int to);
}
