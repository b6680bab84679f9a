package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

/**
 * ln(1 + e^x) and ln σ(x) in single precision, one element at a time; see {@link FloatScalarExp}.
 *
 * <p>max(x, 0) + ln(1 + e), e = e^−|x| from 0 to 1, with no further reduction: ln(1 + e) = e +
 * e²·q(e), q of degree 9, relative error 2⁻³⁰.
 */
final class FloatScalarSoftplus {
  static final float L0 = -0.49999988f;
  static final float L1 = 0.33332753f;
  static final float L2 = -0.24989443f;
  static final float L3 = 0.19903773f;
  static final float L4 = -0.16151693f;
  static final float L5 = 0.12518811f;
  static final float L6 = -0.08381017f;
  static final float L7 = 0.04261295f;
  static final float L8 = -0.013930894f;
  static final float L9 = 0.0021331864f;

  private FloatScalarSoftplus() {}

  /** ln(1 + e^x); +0 for −∞, +∞ for +∞, NaN for NaN. */
  static float softplus(float x) {
    float a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    float shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float r = reduced(a, n);
    float p = slope(r);
    float e = Math.fma(r, p, 1f) * power(shifted) * DOWN;
    float q = Math.fma(e, L9, L8);
    q = Math.fma(e, q, L7);
    q = Math.fma(e, q, L6);
    q = Math.fma(e, q, L5);
    q = Math.fma(e, q, L4);
    q = Math.fma(e, q, L3);
    q = Math.fma(e, q, L2);
    q = Math.fma(e, q, L1);
    q = Math.fma(e, q, L0);
    float log1p = Math.fma(e * e, q, e);
    return (x > 0f ? x : 0f) + log1p;
  }

  /** ln σ(x); −∞ for −∞, −0 for +∞, NaN for NaN. */
  static float logSigmoid(float x) {
    return -softplus(-x);
  }
}
