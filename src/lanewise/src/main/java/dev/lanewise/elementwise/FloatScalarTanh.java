package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.SIGN;
import static dev.lanewise.elementwise.FloatScalarExp.fractionMinus1;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;

final class FloatScalarTanh {
  static final float ONE_ABOVE = 10f;
  static final float GELU_LOWEST = 10.8f;
  static final float A_HIGH = 0x1.98844p+0f;
  static final float A_LOW = 0x1.33d436p-20f;
  static final float B_HIGH = 0x1.2444f2p-4f;
  static final float B_LOW = 0x1.49b16ap-29f;

  private FloatScalarTanh() {}

  static float tanh(float x) {
    float a = Math.abs(x);
    a = a > ONE_ABOVE ? ONE_ABOVE : a;
    float t = -2f * a;
    float shifted = Math.fma(t, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float m = fractionMinus1(reduced(t, n));
    float s = power(shifted);
    float c = s - 1f;
    float numerator = Math.fma(s, m, c);
    float numeratorLow = Math.fma(s, m, c - numerator);
    c = s + 1f;
    float d = Math.fma(s, m, c);
    float low = Math.fma(s, m, c - d);
    float minusInverse = -1f / d;
    float q = numerator * minusInverse;
    float rest = Math.fma(q, d, numerator);
    rest = Math.fma(q, low, rest);
    rest = rest + numeratorLow;
    q = Math.fma(rest, minusInverse, q);
    return signed(Math.abs(q), x);
  }

  static float signed(float magnitude, float sign) {
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(magnitude) | (Float.floatToRawIntBits(sign) & SIGN));
  }

  static float geluTanh(float x) {
    float a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    float h = a * a;
    float hLow = Math.fma(a, a, -h);
    float g = Math.fma(h, B_HIGH, A_HIGH);
    float gLow = Math.fma(h, B_HIGH, A_HIGH - g);
    gLow = Math.fma(hLow, B_HIGH, gLow);
    gLow = Math.fma(h, B_LOW, gLow);
    gLow = gLow + A_LOW;
    float u = a * g;
    float uLow = Math.fma(a, g, -u);
    uLow = Math.fma(a, gLow, uLow);
    float shifted = Math.fma(u, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float r = reduced(-u, n) - uLow;
    return FloatScalarSigmoid.gated(x, a, r, power(shifted));
  }
}
