package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.SIGN;
import static dev.lanewise.elementwise.FloatScalarExp.fractionMinus1;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;

/**
 * tanh x and the form of GELU that is made with it, in single precision, one element at a time; see
 * {@link FloatScalarExp}.
 */
final class FloatScalarTanh {
  /** Above it tanh is 1. */
  static final float ONE_ABOVE = 10f;

  /** Where −x is greater GELU is −0. */
  static final float GELU_LOWEST = 10.8f;

  /** 2√(2/π), its head so short that sums with it leave an exact rest. */
  static final float LINEAR_HIGH = 0x1.98844p+0f;

  static final float LINEAR_LOW = 0x1.33d436p-20f;

  /** 0.044715·2√(2/π). */
  static final float CUBIC_HIGH = 0x1.2444f2p-4f;

  static final float CUBIC_LOW = 0x1.49b16ap-29f;

  private FloatScalarTanh() {}

  /**
   * tanh x, −1 for −∞, ±0 for ±0, 1 for +∞, NaN for NaN. Monotone.
   *
   * <p>(1 − e)/(1 + e) with e = e^(−2·|x|) = s + s·m, s a power of two: both sums are taken with
   * what they round away.
   */
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

  /** {@code magnitude}, which has no sign, with the sign of the other. */
  static float signed(float magnitude, float sign) {
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(magnitude) | (Float.floatToRawIntBits(sign) & SIGN));
  }

  /**
   * x·σ(u), u = 2√(2/π)·(x + 0.044715·x³), which is x/2·(1 + tanh(u/2)) (Hendrycks and Gimpel,
   * 2016); −0 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. u has a second part: in the tail the
   * relative error of the result is the absolute one of u.
   */
  static float geluTanh(float x) {
    float a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    float h = a * a;
    float hLow = Math.fma(a, a, -h);
    float g = Math.fma(h, CUBIC_HIGH, LINEAR_HIGH);
    float gLow = Math.fma(h, CUBIC_HIGH, LINEAR_HIGH - g);
    gLow = Math.fma(hLow, CUBIC_HIGH, gLow);
    gLow = Math.fma(h, CUBIC_LOW, gLow);
    gLow = gLow + LINEAR_LOW;
    float u = a * g;
    float uLow = Math.fma(a, g, -u);
    uLow = Math.fma(a, gLow, uLow);
    float shifted = Math.fma(u, -LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float r = reduced(-u, n) - uLow;
    return FloatScalarSigmoid.gated(x, a, r, power(shifted));
  }
}
