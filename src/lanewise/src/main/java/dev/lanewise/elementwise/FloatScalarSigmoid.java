package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_UP;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

/**
 * The logistic function σ(x) = 1/(1 + e^−x) and x·σ(x) in single precision, one element at a time;
 * see {@link FloatScalarExp}.
 */
final class FloatScalarSigmoid {
  /** Above it σ is 1. */
  static final float ONE_ABOVE = 20f;

  /**
   * Numerator and denominator of σ = 1/(1 + 2^n·e^r) are multiplied by it, which costs nothing: 2^n
   * + 1 rounds by half a unit for the n of half the precision's digits, 1.75·(2^n + 1) less.
   * Largest errors over all inputs in ulp, by scale: 1: 2.3, 1.5: 1.9, 1.75: 1.7, 1.875: 1.8.
   */
  static final float SCALE = 1.75f;

  // SCALE·(e^−r − 1 + r)/r²
  static final float S0 = 0.875f;
  static final float S1 = -0.29166508f;
  static final float S2 = 0.07291647f;
  static final float S3 = -0.014635605f;
  static final float S4 = 0.0024370875f;

  /** Where −x is greater x·σ(x) is −0. */
  static final float SILU_LOWEST = 109f;

  private FloatScalarSigmoid() {}

  /**
   * σ(x); +0 for −∞, 1 for +∞, NaN for NaN. Monotone.
   *
   * <p>One formula for all x: below 0 the power is large, and the 1 vanishes beside it.
   */
  static float sigmoid(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > ONE_ABOVE ? ONE_ABOVE : x;
    float shifted = Math.fma(x, -LOG2_E, ROUND_UP);
    float n = shifted - ROUND_UP;
    float r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    float s = Math.fma(r, S4, S3);
    s = Math.fma(r, s, S2);
    s = Math.fma(r, s, S1);
    s = Math.fma(r, s, S0);
    float t = Math.fma(r, -SCALE, r * r * s);
    float power = power(shifted);
    float d = Math.fma(power, t, Math.fma(power, SCALE, SCALE * DOWN));
    return SCALE * DOWN / d;
  }

  /** x·σ(x); −0 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. */
  static float silu(float x) {
    float a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    float shifted = Math.fma(a, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    return gated(x, a, reduced(-a, n), power(shifted));
  }

  /**
   * x·σ(v) for v of the sign of x: x − a·q for x ≥ 0, −a·q below, q = e/(1 + e), e = e^−|v| =
   * e^r·s·DOWN.
   *
   * @param a |x|, cut off where the result no longer depends on it
   */
  static float gated(float x, float a, float r, float s) {
    float p = slope(r);
    float e = Math.fma(r, p, 1f) * s * DOWN;
    float d = 1f + e;
    float low = e - (d - 1f); // what d lacks, exact
    float minusInverse = -1f / d;
    // a·e^r and what it lacks; times s it is a·e/DOWN
    float ar = a * r;
    float m = Math.fma(ar, p, a);
    float mLow = Math.fma(ar, p, a - m);
    float w = m * s;
    float minusQ = w * minusInverse;
    // −q and what it lacks, by the remainder of the division
    float rest = Math.fma(minusQ, d, w);
    rest = Math.fma(minusQ, low, rest);
    rest = Math.fma(mLow, s, rest);
    minusQ = Math.fma(rest, minusInverse, minusQ);
    return Math.fma(minusQ, DOWN, x < 0f ? 0f : x);
  }
}
