package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

final class FloatScalarErf {
  static final float ERF_ONE_ABOVE = 4f;
  static final float GELU_LOWEST = 14.4f;
  static final float ERF_SHIFT = 2f;
  static final float GELU_SHIFT = 2.6328125f;
  static final float GELU_NEAR = 0.75f;
  static final float SHIFT_SLOPE = 1.5f;
  static final float C0 = 0.12837917f;
  static final float C1 = -0.37612626f;
  static final float C2 = 0.112836f;
  static final float C3 = -0.026854444f;
  static final float C4 = 0.005189535f;
  static final float C5 = -0.00080208393f;
  static final float C6 = 7.8891135e-05f;
  static final float D0 = 1.0215827f;
  static final float D1 = -0.6871597f;
  static final float D2 = 0.27947095f;
  static final float D3 = -0.036591355f;
  static final float D4 = -0.022655275f;
  static final float D5 = 0.0031879016f;
  static final float G0 = 0.7135201f;
  static final float G1 = -0.45605823f;
  static final float G2 = 0.15901183f;
  static final float G3 = -0.003729866f;
  static final float G4 = -0.017181115f;
  static final float G5 = 0.0009982622f;
  static final float G6 = 0.0027539863f;
  static final float G7 = 9.3695206e-05f;
  static final float G8 = -0.000469222f;
  static final float H0 = 0.3989423f;
  static final float H1 = -0.06649036f;
  static final float H2 = 0.009973323f;
  static final float H3 = -0.00118633f;
  static final float H4 = 0.00011348637f;
  static final float H5 = -7.654208e-06f;

  private FloatScalarErf() {}

  static float erf(float x) {
    float square = x * x;
    float c = Math.fma(square, C6, C5);
    c = Math.fma(square, c, C4);
    c = Math.fma(square, c, C3);
    c = Math.fma(square, c, C2);
    c = Math.fma(square, c, C1);
    c = Math.fma(square, c, C0);
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

  static float gelu(float x) {
    float square = x * x;
    float c = Math.fma(square, H5, H4);
    c = Math.fma(square, c, H3);
    c = Math.fma(square, c, H2);
    c = Math.fma(square, c, H1);
    c = Math.fma(square, c, H0);
    float near = Math.fma(square, c, 0.5f * x);
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
    float r = reduced(-h, n) - Math.fma(aLow * inverse, SHIFT_SLOPE, hLow);
    float p = slope(r);
    float w = (Math.fma(m * r, p, rest * inverse) + m) * power(shifted);
    float far = Math.fma(w, -DOWN, x < 0f ? 0f : x);
    return a < GELU_NEAR ? near : far;
  }
}
