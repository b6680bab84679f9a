package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Updates of n contiguous parameters, each in one pass; {@link Updates} checks and says what they
 * are. Constants are rounded to the precision of the arrays before the first use. θ, v, s and m are
 * overwritten.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
sealed interface UpdateKernels<V>
    permits FloatScalarUpdates, FloatVectorUpdates, DoubleScalarUpdates, DoubleVectorUpdates {
  /** The kernels of this JVM for a precision. */
  static UpdateKernels<?> of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT_UPDATES : KernelChoice.DOUBLE_UPDATES;
  }

  /** The array of a matrix of this precision. */
  V array(Matrix matrix);

  /** y ← fma(α, x, y). */
  void addScaled(int n, double alpha, V x, int xOff, V y, int yOff);

  /** v ← fma(γ, v, g); θ ← fma(−rate, v, θ). */
  void momentum(
      int n, double rate, double gamma, V g, int gOff, V v, int vOff, V theta, int thetaOff);

  /** v ← fma(γ, v, g); θ ← fma(−rate, fma(γ, v, g), θ). */
  void nesterov(
      int n, double rate, double gamma, V g, int gOff, V v, int vOff, V theta, int thetaOff);

  /** s ← fma(1 − ρ, g·g, ρ·s); θ ← fma(−rate, g/(√s + ε), θ). */
  void rmsProp(
      int n,
      double rate,
      double rho,
      double epsilon,
      V g,
      int gOff,
      V s,
      int sOff,
      V theta,
      int thetaOff);

  /**
   * m ← fma(1 − β₁, g, β₁·m); v ← fma(1 − β₂, g·g, β₂·v); θ ← fma(−step, m/fma(√v, rootScale, ε),
   * keep·θ).
   *
   * @param step rate/(1 − β₁ᵗ)
   * @param rootScale 1/√(1 − β₂ᵗ)
   * @param keep 1 − rate·decay; 1 changes no bit
   */
  void adam(
      int n,
      double step,
      double beta1,
      double beta2,
      double rootScale,
      double epsilon,
      double keep,
      V g,
      int gOff,
      V m,
      int mOff,
      V v,
      int vOff,
      V theta,
      int thetaOff);
}
