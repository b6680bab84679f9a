package dev.lanewise.elementwise;

// precision: by hand

/**
 * e^x and e^x − 1 in single precision, one element at a time; {@link FloatVectorExp} does the same
 * operations in the same order on vectors. Only +, −, ·, /, fma, comparison, selection and moves of
 * integer bits, here and in all the elementary functions.
 *
 * <p>n = round(x/ln 2), r = x − n·ln 2 with one rounding, e^r = 1 + r + r²·q(r), times 2^n. The
 * polynomials q, as all of these functions', are minimax ones in the relative error of the result:
 * Remez exchange with 50 digits, the coefficients then rounded. Errors relative to e^r − 1: 2⁻²⁶
 * for Q, 2⁻³² for M, which also does where e^r − 1 is the result.
 *
 * <p>Largest errors are in the table of package-info.java, which names the tests that hold them.
 */
final class FloatScalarExp {
  static final float LOG2_E = 0x1.715476p+0f;

  /** ln 2 to so few bits that x − n·LN2_HIGH is exact for all n in use, and the rest, positive. */
  static final float LN2_HIGH = 0x1.62e4p-1f;

  static final float LN2_LOW = 0x1.7f7d1cp-20f;
  static final int FRACTION_BITS = 23;

  /**
   * Adding it to a small number rounds to an integer n, and the low bits of the sum then hold n and
   * the bias: what {@link #power} takes.
   */
  static final float ROUND = 0x1.8p23f + 127f;

  /**
   * Takes a result down to the subnormal numbers, or up to infinity, in one rounding: 2^n is no
   * float then, 2^n/DOWN or 2^n/UP is.
   */
  static final float DOWN = 0x1p-32f;

  static final float UP = 1f / DOWN;

  /** ROUND for 2^n/DOWN and 2^n/UP. */
  static final float ROUND_DOWN = ROUND + 32f;

  static final float ROUND_UP = ROUND - 32f;

  static final int SIGN = 0x80000000;

  /** Below it e^x is +0, above HIGHEST +∞, below MINUS_ONE_BELOW e^x − 1 is −1. */
  static final float LOWEST = -104f;

  static final float HIGHEST = 89f;
  static final float MINUS_ONE_BELOW = -18f;

  /** Where |x| is less e^x − 1 is x, subnormal or −0, too. */
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

  /** e^x; +0 for −∞, +∞ for +∞, NaN for NaN. Monotone. */
  static float exp(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    boolean negative = x < 0f;
    float round = negative ? ROUND_DOWN : ROUND_UP;
    float shifted = Math.fma(x, LOG2_E, round);
    float n = shifted - round;
    float r = reduced(x, n);
    float p = Math.fma(r, Q4, Q3);
    p = Math.fma(r, p, Q2);
    p = Math.fma(r, p, Q1);
    p = Math.fma(r, p, Q0);
    // 1 + r with what it rounds away. 1 + r·(1 + r·q) takes four operations less, errs by 0.97 ulp
    // in
    // f32, not 0.79, and is not monotone: the rounding of its inner sum is coarser than that of r.
    float head = 1f + r;
    float fraction = head + Math.fma(r * r, p, r - (head - 1f));
    return fraction * power(shifted) * (negative ? DOWN : UP);
  }

  /** e^x − 1; −1 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. */
  static float expm1(float x) {
    float a = x < MINUS_ONE_BELOW ? MINUS_ONE_BELOW : x;
    a = a > HIGHEST ? HIGHEST : a;
    // 2^(n−1), as 2^n overflows when the result does not yet.
    float shifted = Math.fma(a, LOG2_E, ROUND - 1f);
    float n = shifted - (ROUND - 1f);
    float r = reduced(a, n);
    float m = fractionMinus1(r);
    float s = power(shifted);
    float result = 2f * Math.fma(s, m, s - 0.5f);
    return Math.abs(x) < TINY ? x : result;
  }

  /** x − n·ln 2. */
  static float reduced(float x, float n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  /** 2^n, where {@code shifted} is n + ROUND. */
  static float power(float shifted) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << FRACTION_BITS);
  }

  /** (e^r − 1)/r. */
  static float slope(float r) {
    float p = Math.fma(r, Q4, Q3);
    p = Math.fma(r, p, Q2);
    p = Math.fma(r, p, Q1);
    p = Math.fma(r, p, Q0);
    return Math.fma(r, p, 1f);
  }

  /** (e^r − 1)/r to 2⁻³². */
  static float finerSlope(float r) {
    return Math.fma(r, secondSlope(r), 1f);
  }

  /** e^r − 1. */
  static float fractionMinus1(float r) {
    return Math.fma(r * r, secondSlope(r), r);
  }

  /** (e^r − 1 − r)/r². */
  private static float secondSlope(float r) {
    float p = Math.fma(r, M5, M4);
    p = Math.fma(r, p, M3);
    p = Math.fma(r, p, M2);
    p = Math.fma(r, p, M1);
    return Math.fma(r, p, M0);
  }
}
