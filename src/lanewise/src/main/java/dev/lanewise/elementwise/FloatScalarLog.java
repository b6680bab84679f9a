package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;

/**
 * ln x and ln(1 + x) in single precision, one element at a time; see {@link FloatScalarExp}.
 *
 * <p>The argument is 2^k·(1 + f) with 1 + f from √½ to √2; ln(1 + f) = f − f²/2 + f³·p(f), p of
 * degree 8, relative error 2⁻³⁰.
 */
final class FloatScalarLog {
  /** Below it the argument is scaled up and k counted from there. */
  static final float SUBNORMAL_BELOW = Float.MIN_NORMAL;

  static final float SUBNORMAL_SCALE = 0x1p24f;
  static final float SUBNORMAL_ROUND = ROUND + 24f;

  static final int SQRT_HALF_BITS = 0x3f3504f3;

  /**
   * Added to the bits of a number it raises the exponent field where the fraction is √2 or more.
   */
  static final int TO_ONE = 0x3f800000 - SQRT_HALF_BITS;

  static final int FRACTION_MASK = 0x7fffff;

  /** Or-ed with an exponent field e: the bits of ROUND + k. */
  static final int ROUND_BITS = 0x4b400000;

  /** FOUR − e is the exponent field of 4·2^−k; of 2^−k it would fall below the field's range. */
  static final int FOUR = 256;

  static final float P0 = 0.3333331f;
  static final float P1 = -0.24999987f;
  static final float P2 = 0.20002227f;
  static final float P3 = -0.16669253f;
  static final float P4 = 0.14218661f;
  static final float P5 = -0.12384333f;
  static final float P6 = 0.11872945f;
  static final float P7 = -0.11789895f;
  static final float P8 = 0.06915537f;

  private FloatScalarLog() {}

  /** ln x; −∞ for ±0, +∞ for +∞, NaN for x &lt; 0 and NaN. */
  static float log(float x) {
    boolean subnormal = x < SUBNORMAL_BELOW;
    float scaled = subnormal ? x * SUBNORMAL_SCALE : x;
    int bits = Float.floatToRawIntBits(scaled) + TO_ONE;
    float exponent = Float.intBitsToFloat((bits >>> FRACTION_BITS) | ROUND_BITS);
    float minusK = (subnormal ? SUBNORMAL_ROUND : ROUND) - exponent;
    float f = Float.intBitsToFloat((bits & FRACTION_MASK) + SQRT_HALF_BITS) - 1f;
    float sum = log(minusK, f);
    sum = x < Float.POSITIVE_INFINITY ? sum : x;
    sum = x == 0f ? Float.NEGATIVE_INFINITY : sum;
    return x < 0f ? Float.NaN : sum;
  }

  /** ln(1 + x); ±0 for ±0, −∞ for −1, +∞ for +∞, NaN for x &lt; −1 and NaN. */
  static float log1p(float x) {
    float u = 1f + x;
    int bits = Float.floatToRawIntBits(u) + TO_ONE;
    int exponent = bits >>> FRACTION_BITS;
    float minusK = ROUND - Float.intBitsToFloat(exponent | ROUND_BITS);
    float scale = Float.intBitsToFloat(-(exponent - FOUR) << FRACTION_BITS);
    // (1 + x)·2^−k − 1 from x itself: one rounding, exact for k = 0, where −(4 − 4) keeps −0.
    float f = 0.25f * Math.fma(x, scale, -(4f - scale));
    float sum = log(minusK, f);
    sum = x < Float.POSITIVE_INFINITY ? sum : x;
    sum = x == -1f ? Float.NEGATIVE_INFINITY : sum;
    return x < -1f ? Float.NaN : sum;
  }

  /** k·ln 2 + ln(1 + f); −0 if k and f are: k comes negated, so that it adds −0. */
  static float log(float minusK, float f) {
    float p = Math.fma(f, P8, P7);
    p = Math.fma(f, p, P6);
    p = Math.fma(f, p, P5);
    p = Math.fma(f, p, P4);
    p = Math.fma(f, p, P3);
    p = Math.fma(f, p, P2);
    p = Math.fma(f, p, P1);
    p = Math.fma(f, p, P0);
    p = Math.fma(f, p, -0.5f);
    float sum = Math.fma(f * f, p, minusK * -LN2_LOW);
    return Math.fma(minusK, -LN2_HIGH, f + sum);
  }
}
