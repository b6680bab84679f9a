package dev.lanewise.elementwise;

/**
 * Elementary functions in double precision, one element at a time; {@link DoubleVectorMath} does
 * the same operations in the same order on vectors. Only +, −, ·, /, fma, comparison and integer
 * moves.
 *
 * <p>exp: n = round(x/ln 2), r = x − n·ln 2 in two fused steps, e^r = 1 + r·(1 + r·q(r)) with q a
 * polynomial of degree 10 that interpolates at Chebyshev nodes on |r| ≤ 0.34675 (absolute error of
 * e^r 1.7e-19), times 2^n in two factors so that results below the normal range round once.
 */
final class DoubleScalarMath {
  static final double LOG2_E = 0x1.71547652b82fep+0;
  static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  /**
   * Adding it to |n| &lt; 2⁵¹ rounds to an integer, whose bits are then the low bits of the sum.
   */
  static final double ROUND = 0x1.8p52;

  static final long BIAS = 1023;
  static final int FRACTION_BITS = 52;
  static final double LOWEST = -746.0;
  static final double HIGHEST = 710.0;
  static final double Q0 = 0.5;
  static final double Q1 = 0.1666666666666667;
  static final double Q2 = 0.04166666666666667;
  static final double Q3 = 0.008333333333326112;
  static final double Q4 = 0.001388888888888373;
  static final double Q5 = 0.00019841269874903077;
  static final double Q6 = 2.480158732560662e-05;
  static final double Q7 = 2.755725529566513e-06;
  static final double Q8 = 2.7557273568456466e-07;
  static final double Q9 = 2.510526049680846e-08;
  static final double Q10 = 2.0914718026087793e-09;

  private DoubleScalarMath() {}

  /** e^x; +∞ above 709.79, +0 below −745.14, NaN for NaN. Error below 1.5 ulp: DoubleMathTest. */
  static double exp(double x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    double n = Math.fma(x, LOG2_E, ROUND) - ROUND;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    double q = Math.fma(r, Q10, Q9);
    q = Math.fma(r, q, Q8);
    q = Math.fma(r, q, Q7);
    q = Math.fma(r, q, Q6);
    q = Math.fma(r, q, Q5);
    q = Math.fma(r, q, Q4);
    q = Math.fma(r, q, Q3);
    q = Math.fma(r, q, Q2);
    q = Math.fma(r, q, Q1);
    q = Math.fma(r, q, Q0);
    q = Math.fma(r, q, 1.0);
    double p = Math.fma(r, q, 1.0);
    double half = Math.fma(n, 0.5, ROUND);
    double rest = n - (half - ROUND) + ROUND;
    return p * powerOfTwo(half) * powerOfTwo(rest);
  }

  /** 2^k, where {@code rounded} is k + ROUND. */
  private static double powerOfTwo(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + BIAS) << FRACTION_BITS);
  }

  /**
   * 1/(1 + e^−x), from e = exp(−|x|): 1/(1 + e) for x ≥ 0, e/(1 + e) below. Error below 2.5 ulp:
   * DoubleMathTest.
   */
  static double sigmoid(double x) {
    double e = exp(-Math.abs(x));
    return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
  }
}
