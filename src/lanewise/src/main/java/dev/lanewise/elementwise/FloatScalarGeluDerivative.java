package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

/**
 * The derivative of x·Φ(x), Φ(x) + x·φ(x), in single precision, one element at a time.
 *
 * <p>Below 0, with a = |x|, it is e^(−a²/2)·(R(a) − a/√(2π)), R(a) = (1 − Φ(a))·e^(a²/2), and above
 * 0 what is left to 1: one exponential and one division for both parts. R(a)·(a + c) is a
 * polynomial in t = (a − c)/(a + c), as in {@link FloatScalarErf}, but exact to the absolute error
 * of the result, which takes fewer terms and no rests of products.
 *
 * <p>Absolute error below 4 units of roundoff: FloatGatedTest.
 */
final class FloatScalarGeluDerivative {
  /** Below its negative the result is −0, above it 1. */
  static final float FLAT = 14.7f;

  /**
   * c of t = (a − c)/(a + c); less of it, and the rounding of t near 0 matters less: in f32 the
   * result errs by 2.7 units, where c = 4 with a term less made it 3.5.
   */
  static final float SHIFT = 2f;

  /** 1/√(2π). */
  static final float PHI_0 = 0.3989423f;

  // R(a)·(a + c), absolute error of the result 2⁻²⁷·⁸, none at 0
  static final float T0 = 0.6724079f;
  static final float T1 = -0.33140433f;
  static final float T2 = 0.028814143f;
  static final float T3 = 0.03682063f;
  static final float T4 = -0.00026410684f;
  static final float T5 = -0.0067443f;
  static final float T6 = -0.0026496907f;
  static final float T7 = -0.00036376895f;

  private FloatScalarGeluDerivative() {}

  /** 0 for −∞, 1/2 for ±0, 1 for +∞, NaN for NaN. */
  static float geluDerivative(float x) {
    float a = Math.abs(x);
    a = a > FLAT ? FLAT : a;
    float h = -0.5f * a * a;
    float shifted = Math.fma(h, LOG2_E, ROUND_DOWN);
    float r = reduced(h, shifted - ROUND_DOWN);
    float e = Math.fma(r, slope(r), 1f) * power(shifted) * DOWN;
    float inverse = 1f / (a + SHIFT);
    float t = (a - SHIFT) * inverse;
    float g = Math.fma(t, T7, T6);
    g = Math.fma(t, g, T5);
    g = Math.fma(t, g, T4);
    g = Math.fma(t, g, T3);
    g = Math.fma(t, g, T2);
    g = Math.fma(t, g, T1);
    g = Math.fma(t, g, T0);
    float s = Math.fma(a, -PHI_0, g * inverse);
    return x < 0f ? e * s : Math.fma(-e, s, 1f);
  }
}
