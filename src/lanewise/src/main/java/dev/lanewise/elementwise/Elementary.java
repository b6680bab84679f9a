package dev.lanewise.elementwise;

/**
 * Elementary functions for {@link Elementwise#apply(dev.lanewise.matrix.Matrix, Elementary,
 * dev.lanewise.matrix.Matrix)}, each with the bits of its scalar definition on every machine, and
 * with the largest error that the table in this package's description has. Sigmoid, tanh, softplus,
 * GELU and SiLU are an {@link Activation}. NaN stays NaN.
 */
public enum Elementary {
  /** e^x; +0 for −∞. */
  EXP,

  /** e^x − 1, without cancellation near 0; −1 for −∞, x for ±0. */
  EXPM1,

  /** ln x; −∞ for ±0, NaN below. */
  LOG,

  /** ln(1 + x), without cancellation near 0; −∞ for −1, NaN below, x for ±0. */
  LOG1P,

  /** erf x = 2/√π·∫₀ˣ e^−t² dt; x for ±0, ±1 for ±∞. */
  ERF,

  /** ln σ(x) = −ln(1 + e^−x); −∞ for −∞, −0 for +∞. */
  LOG_SIGMOID
}
