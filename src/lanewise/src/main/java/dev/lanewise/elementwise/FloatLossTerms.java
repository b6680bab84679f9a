package dev.lanewise.elementwise;

import dev.lanewise.elementwise.LossKernels.Kind;

/**
 * The elements of losses: n terms and their derivatives. {@link FloatScalarLossTerms} is the
 * definition that {@link FloatVectorLossTerms} is held to.
 */
abstract sealed class FloatLossTerms permits FloatScalarLossTerms, FloatVectorLossTerms {
  /** A probability below it counts as it: no logarithm and no quotient is infinite. */
  static final float LEAST = Float.MIN_NORMAL;

  /** terms ← loss of (x, y), d ← factor·derivative, over at most one block of n elements. */
  abstract void elementwise(
      Kind kind,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff);

  /**
   * With t = fma(y, p, q): terms ← t·(max − z)/2, or +0 where t is 0; d ← factor·(d/sum − t), d
   * being exp(z − max).
   */
  abstract void softmax(
      int n,
      float[] z,
      int zOff,
      float max,
      float sum,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff);
}
