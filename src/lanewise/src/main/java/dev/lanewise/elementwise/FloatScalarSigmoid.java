package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

final class FloatScalarSigmoid {
  static final float SILU_LOWEST = 109f;

  private FloatScalarSigmoid() {}

  static float sigmoid(float x) {
    float a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    float shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float r = reduced(a, n);
    float p = slope(r);
    float minusE = Math.fma(r, p, 1f) * power(shifted) * -DOWN;
    float d = 1f - minusE;
    float low = 1f - d - minusE;
    float minusInverse = -1f / d;
    float numerator = x >= 0f ? -1f : minusE;
    float q = numerator * minusInverse;
    float rest = Math.fma(q, d, numerator);
    rest = Math.fma(q, low, rest);
    return Math.fma(rest, minusInverse, q);
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
