package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
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
  static final int SIGN = 0x80000000;

  private FloatScalarTanh() {}

  static float tanh(float x) {
    float a = Math.abs(x);
    a = a > ONE_ABOVE ? ONE_ABOVE : a;
    float t = -2f * a;
    float shifted = Math.fma(t, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float m = fractionMinus1(reduced(t, n));
    float s = power(shifted);
    float numerator = Math.fma(-s, m, 1f - s);
    float numeratorLow = Math.fma(-s, m, 1f - s - numerator);
    float d = Math.fma(s, m, 1f + s);
    float low = Math.fma(s, m, 1f + s - d);
    float inverse = 1f / d;
    float q = numerator * inverse;
    float rest = Math.fma(-q, d, numerator);
    rest = Math.fma(-q, low, rest);
    rest = rest + numeratorLow;
    q = Math.fma(rest, inverse, q);
    return signed(q, x);
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
    float v = a * g;
    float vLow = Math.fma(a, g, -v);
    vLow = Math.fma(a, gLow, vLow);
    return FloatScalarSigmoid.gated(x, a, v, vLow);
  }
}
