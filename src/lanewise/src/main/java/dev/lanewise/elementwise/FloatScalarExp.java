package dev.lanewise.elementwise;

// precision: by hand

/** Exponentials. */
final class FloatScalarExp {
  static final float LOG2_E = 0x1.715476p+0f;
  static final float LN2_HIGH = 0x1.62e42ep-1f;
  static final float LN2_LOW = 0x1.efa39ep-25f;
  static final int FRACTION_BITS = 23;
  static final float ROUND = 0x1.8p23f + 127f;
  static final float DOWN = 0x1p-32f;
  static final float UP = 1f / DOWN;
  static final float ROUND_DOWN = ROUND + 32f;
  static final float ROUND_UP = ROUND - 32f;
  static final int SIGN = 0x80000000;
  static final float LOWEST = -104f;
  static final float HIGHEST = 89f;
  static final float MINUS_ONE_BELOW = -18f;
  static final float TINY = 0x1p-25f;
  static final float Q0 = 0.5f;
  static final float Q1 = 0.16666576f;
  static final float Q2 = 0.041666556f;
  static final float Q3 = 0.008363203f;
  static final float Q4 = 0.0013926214f;
  static final float M0 = 0.5f;
  static final float M1 = 0.16666667f;
  static final float M2 = 0.041666355f;
  static final float M3 = 0.008333273f;
  static final float M4 = 0.0013941126f;
  static final float M5 = 0.00019914334f;

  private FloatScalarExp() {}

  static float exp(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    boolean negative = x < 0f;
    float round = negative ? ROUND_DOWN : ROUND_UP;
    float shifted = Math.fma(x, LOG2_E, round);
    float n = shifted - round;
    float r = reduced(x, n);
    float p = slope(r);
    return Math.fma(r, p, 1f) * power(shifted) * (negative ? DOWN : UP);
  }

  static float expm1(float x) {
    float a = x < MINUS_ONE_BELOW ? MINUS_ONE_BELOW : x;
    a = a > HIGHEST ? HIGHEST : a;
    float shifted = Math.fma(a, LOG2_E, ROUND - 1f);
    float n = shifted - (ROUND - 1f);
    float r = reduced(a, n);
    float m = fractionMinus1(r);
    float s = power(shifted);
    float result = 2f * Math.fma(s, m, s - 0.5f);
    return Math.abs(x) < TINY ? x : result;
  }

  static float reduced(float x, float n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  static float power(float shifted) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << FRACTION_BITS);
  }

  static float slope(float r) {
    float p = Math.fma(r, Q4, Q3);
    p = Math.fma(r, p, Q2);
    p = Math.fma(r, p, Q1);
    p = Math.fma(r, p, Q0);
    return Math.fma(r, p, 1f);
  }

  static float fractionMinus1(float r) {
    float p = Math.fma(r, M5, M4);
    p = Math.fma(r, p, M3);
    p = Math.fma(r, p, M2);
    p = Math.fma(r, p, M1);
    p = Math.fma(r, p, M0);
    return Math.fma(r * r, p, r);
  }
}
