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

final class FloatScalarSigmoid {
  static final float ONE_ABOVE = 20f;
  static final float K = 1.75f;
  static final float S0 = -1.75f;
  static final float S1 = 0.875f;
  static final float S2 = -0.29166508f;
  static final float S3 = 0.07291647f;
  static final float S4 = -0.014635605f;
  static final float S5 = 0.0024370875f;
  static final float SILU_LOWEST = 109f;

  private FloatScalarSigmoid() {}

  static float sigmoid(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > ONE_ABOVE ? ONE_ABOVE : x;
    float shifted = Math.fma(x, -LOG2_E, ROUND_UP);
    float n = shifted - ROUND_UP;
    float r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    float s = Math.fma(r, S5, S4);
    s = Math.fma(r, s, S3);
    s = Math.fma(r, s, S2);
    s = Math.fma(r, s, S1);
    s = Math.fma(r, s, S0);
    float power = power(shifted);
    float d = Math.fma(power * r, s, Math.fma(power, K, K * DOWN));
    return K * DOWN / d;
  }

  static float silu(float x) {
    float a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    float shifted = Math.fma(a, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    return gated(x, a, reduced(-a, n), power(shifted));
  }

  static float gated(float x, float a, float r, float s) {
    float p = slope(r);
    float e = Math.fma(r, p, 1f) * s * DOWN;
    float d = 1f + e;
    float low = e - (d - 1f);
    float minusInverse = -1f / d;
    float w = Math.fma(a * r, p, a) * s;
    float minusQ = w * minusInverse;
    float rest = Math.fma(minusQ, d, w);
    rest = Math.fma(minusQ, low, rest);
    minusQ = Math.fma(rest, minusInverse, minusQ);
    return Math.fma(minusQ, DOWN, x < 0f ? 0f : x);
  }
}
