package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.fraction;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;

final class FloatScalarSigmoid {
  static final float SILU_LOWEST = 109f;

  private FloatScalarSigmoid() {}

  static float sigmoid(float x) {
    float a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    float shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float e = fraction(reduced(a, n)) * power(shifted) * DOWN;
    float d = 1f + e;
    float low = e - (d - 1f);
    float inverse = 1f / d;
    float numerator = x >= 0f ? 1f : e;
    float q = numerator * inverse;
    float rest = Math.fma(-q, d, numerator);
    rest = Math.fma(-q, low, rest);
    return Math.fma(rest, inverse, q);
  }

  static float silu(float x) {
    float a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    return gated(x, a, a, 0f);
  }

  static float gated(float x, float a, float v, float vLow) {
    float shifted = Math.fma(v, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float s = fraction(reduced(-v, n) - vLow) * power(shifted);
    float e = s * DOWN;
    float d = 1f + e;
    float low = e - (d - 1f);
    float inverse = 1f / d;
    float w = a * s;
    float q = w * inverse;
    float rest = Math.fma(-q, d, w);
    rest = Math.fma(-q, low, rest);
    rest = rest + Math.fma(a, s, -w);
    q = Math.fma(rest, inverse, q);
    return Math.fma(q, -DOWN, x < 0f ? 0f : x);
  }
}
