package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.finerSlope;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

/**
 * erf x and x·Φ(x), Φ the normal distribution, in single precision, one element at a time; see
 * {@link FloatScalarExp}.
 *
 * <p>Near 0 odd polynomials; farther out e^−h times a polynomial in t = (a − c)/(a + c) over a + c,
 * a = |x|, as in W. J. Cody's and M. Shepherd's ways to scaled erfc. The square h has a second
 * part: the relative error of e^−h is the absolute one of h.
 */
final class FloatScalarErf {
  /** Above it erf is 1. */
  static final float ERF_ONE_ABOVE = 4f;

  /** Where −x is greater x·Φ(x) is −0. */
  static final float GELU_LOWEST = 14.4f;

  /** c of t = (a − c)/(a + c). */
  static final float ERF_SHIFT = 2f;

  /** Chosen so that G0 and G1 are nearly floats. */
  static final float GELU_SHIFT = 2.6328125f;

  /** Below it 1/2 + x·(…) has the sum cancel little. */
  static final float GELU_NEAR = 0.75f;

  /** t·d ln g/dt is t times so much, within 0.2: what it corrects is less than two units. */
  static final float SHIFT_SLOPE = -0.75f;

  /** Middle of the squares below 1; around it roundings in c are small enough for monotony. */
  static final float ERF_MIDDLE = 0.5f;

  // erf x = x + x·c(x² − 1/2) for |x| < 1, relative error 2⁻²⁸·⁶
  static final float C0 = -0.03453126f;
  static final float C1 = -0.2810722f;
  static final float C2 = 0.07940998f;
  static final float C3 = -0.018283295f;
  static final float C4 = 0.0034803743f;
  static final float C5 = -0.0005655877f;
  static final float C6 = 7.8289566e-05f;

  // (1 − erf a)·e^(a²)·(a + c), absolute error of erf 2⁻³²
  static final float D0 = 1.0215827f;
  static final float D1 = -0.6871597f;
  static final float D2 = 0.27947095f;
  static final float D3 = -0.036591355f;
  static final float D4 = -0.022655275f;
  static final float D5 = 0.0031879016f;

  // R(a)·(a + c), R(a) = (1 − Φ(a))·e^(a²/2), relative error 2⁻²⁶·⁹
  static final float G0 = 0.7135201f;
  static final float G1 = -0.45605823f;
  static final float G2 = 0.15901183f;
  static final float G3 = -0.003729866f;
  static final float G4 = -0.017181115f;
  static final float G5 = 0.0009982622f;
  static final float G6 = 0.0027539863f;
  static final float G7 = 9.3695206e-05f;
  static final float G8 = -0.000469222f;

  // Φ(x) = 1/2 + x·c(x²), relative error of c 2⁻³⁰
  static final float H0 = 0.3989423f;
  static final float H1 = -0.06649036f;
  static final float H2 = 0.009973323f;
  static final float H3 = -0.00118633f;
  static final float H4 = 0.00011348637f;
  static final float H5 = -7.654208e-06f;

  private FloatScalarErf() {}

  /** erf x; −1 for −∞, ±0 for ±0, 1 for +∞, NaN for NaN. Monotone. */
  static float erf(float x) {
    float u = Math.fma(x, x, -ERF_MIDDLE);
    float c = Math.fma(u, C6, C5);
    c = Math.fma(u, c, C4);
    c = Math.fma(u, c, C3);
    c = Math.fma(u, c, C2);
    c = Math.fma(u, c, C1);
    c = Math.fma(u, c, C0);
    float near = Math.fma(x, c, x);
    float a = Math.abs(x);
    a = a > ERF_ONE_ABOVE ? ERF_ONE_ABOVE : a;
    float h = a * a;
    float hLow = Math.fma(a, a, -h);
    float shifted = Math.fma(h, -LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = reduced(-h, n) - hLow;
    float p = slope(r);
    float e = Math.fma(r, p, 1f) * power(shifted);
    float inverse = 1f / (a + ERF_SHIFT);
    float t = Math.fma(inverse, -2f * ERF_SHIFT, 1f);
    float d = Math.fma(t, D5, D4);
    d = Math.fma(t, d, D3);
    d = Math.fma(t, d, D2);
    d = Math.fma(t, d, D1);
    d = Math.fma(t, d, D0);
    float far = Math.fma(-e, inverse * d, 1f);
    return a < 1f ? near : FloatScalarTanh.signed(far, x);
  }

  /**
   * x·Φ(x), exact in the negative tail, too: relative error, not absolute; −0 for −∞, ±0 for ±0, +∞
   * for +∞, NaN for NaN.
   *
   * <p>Far out a·R(a)·e^−h, of which every product but the last has its rest kept. R is g(t)/d with
   * d = a + c rounded and t = (a − c)/d; what d has lost goes into the exponent, times 1 + t·d ln
   * g/dt. The factor m = a·R goes into the last step of e^r = 1 + r·p: m + m·r·p rounds once, and
   * takes what r has rounded away.
   */
  static float gelu(float x) {
    float square = x * x;
    float c = Math.fma(square, H5, H4);
    c = Math.fma(square, c, H3);
    c = Math.fma(square, c, H2);
    c = Math.fma(square, c, H1);
    c = Math.fma(square, c, H0);
    float near = x * Math.fma(x, c, 0.5f);
    float a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    float half = 0.5f * a;
    float h = half * a;
    float hLow = Math.fma(half, a, -h);
    float d = a + GELU_SHIFT;
    float aLow = a - (d - GELU_SHIFT);
    float inverse = 1f / d;
    float t = (a - GELU_SHIFT) * inverse;
    float g1 = Math.fma(t, G8, G7);
    g1 = Math.fma(t, g1, G6);
    g1 = Math.fma(t, g1, G5);
    g1 = Math.fma(t, g1, G4);
    g1 = Math.fma(t, g1, G3);
    g1 = Math.fma(t, g1, G2);
    g1 = Math.fma(t, g1, G1);
    float g = Math.fma(t, g1, G0);
    float gLow = Math.fma(t, g1, G0 - g);
    float q = a * g;
    float rest = Math.fma(a, gLow, Math.fma(a, g, -q));
    float m = q * inverse;
    rest = rest + Math.fma(-m, d, q);
    float shifted = Math.fma(h, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float below = Math.fma(aLow * inverse, Math.fma(t, SHIFT_SLOPE, 1f), hLow);
    float whole = reduced(-h, n);
    float r = whole - below;
    float rLow = whole - r - below;
    float p = finerSlope(r);
    float w = (Math.fma(m * r, p, Math.fma(m, rLow, rest * inverse)) + m) * power(shifted);
    float far = Math.fma(w, -DOWN, x < 0f ? 0f : x);
    return a < GELU_NEAR ? near : far;
  }
}
