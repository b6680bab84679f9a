package dev.lanewise.elementwise;

// precision: by hand

/**
 * Elementary functions in single precision, one element at a time; {@link FloatVectorMath} does the
 * same operations in the same order on vectors. Only +, −, ·, /, fma, comparison and integer moves.
 *
 * <p>exp: n = round(x/ln 2), r = x − n·ln 2 in two fused steps, e^r = 1 + r·(1 + r·q(r)) with q a
 * polynomial of degree 4 that interpolates at Chebyshev nodes on |r| ≤ 0.34675 (absolute error of
 * e^r 7.9e-9), times 2^n in two factors so that results below the normal range round once.
 */
final class FloatScalarMath {
  static final float LOG2_E = 0x1.715476p+0f;
  static final float LN2_HIGH = 0x1.62e430p-1f;
  static final float LN2_LOW = -0x1.05c610p-29f;

  /**
   * Adding it to |n| &lt; 2²² rounds to an integer, whose bits are then the low bits of the sum.
   */
  static final float ROUND = 0x1.8p23f;

  static final int BIAS = 127;
  static final int FRACTION_BITS = 23;
  static final float LOWEST = -104f;
  static final float HIGHEST = 89f;
  static final float Q0 = 0.5f;
  static final float Q1 = 0.16666576f;
  static final float Q2 = 0.041666556f;
  static final float Q3 = 0.008363203f;
  static final float Q4 = 0.0013926214f;

  private FloatScalarMath() {}

  /** e^x; +∞ above 88.73, +0 below −103.97, NaN for NaN. Error below 0.97 ulp: FloatMathTest. */
  static float exp(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    float n = Math.fma(x, LOG2_E, ROUND) - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(r, Q4, Q3);
    q = Math.fma(r, q, Q2);
    q = Math.fma(r, q, Q1);
    q = Math.fma(r, q, Q0);
    q = Math.fma(r, q, 1f);
    float p = Math.fma(r, q, 1f);
    float half = Math.fma(n, 0.5f, ROUND);
    float rest = n - (half - ROUND) + ROUND;
    return p * powerOfTwo(half) * powerOfTwo(rest);
  }

  /** 2^k, where {@code rounded} is k + ROUND. */
  private static float powerOfTwo(float rounded) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(rounded) + BIAS) << FRACTION_BITS);
  }

  /**
   * 1/(1 + e^−x), from e = exp(−|x|): 1/(1 + e) for x ≥ 0, e/(1 + e) below. Error below 2.41 ulp:
   * FloatMathTest.
   */
  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x >= 0f ? 1f : e) / (1f + e);
  }
}
