package dev.lanewise.elementwise;

/**
 * e^x and e^x − 1 in double precision, one element at a time; {@link DoubleVectorExp} does the same
 * operations in the same order on vectors. Only +, −, ·, /, fma, comparison, selection and moves of
 * integer bits, here and in all the elementary functions.
 *
 * <p>n = round(x/ln 2), r = x − n·ln 2 with one rounding, e^r = 1 + r + r²·q(r), times 2^n. The
 * polynomials q, as all of these functions', are minimax ones in the relative error of the result:
 * Remez exchange with 50 digits, the coefficients then rounded. Errors relative to e^r − 1: 2⁻⁵⁵·⁶
 * for Q.
 *
 * <p>Largest errors are in the table of package-info.java, which names the tests that hold them.
 */
final class DoubleScalarExp {
  static final double LOG2_E = 0x1.71547652b82fep+0;

  /** ln 2 to so few bits that x − n·LN2_HIGH is exact for all n in use, and the rest, positive. */
  static final double LN2_HIGH = 0x1.62e42feep-1;

  static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  static final int FRACTION_BITS = 52;

  /**
   * Adding it to a small number rounds to an integer n, and the low bits of the sum then hold n and
   * the bias: what {@link #power} takes.
   */
  static final double ROUND = 0x1.8p52 + 1023.0;

  /**
   * Takes a result down to the subnormal numbers, or up to infinity, in one rounding: 2^n is no
   * double then, 2^n/DOWN or 2^n/UP is.
   */
  static final double DOWN = 0x1p-64;

  static final double UP = 1.0 / DOWN;

  /** ROUND for 2^n/DOWN and 2^n/UP. */
  static final double ROUND_DOWN = ROUND + 64.0;

  static final double ROUND_UP = ROUND - 64.0;

  static final long SIGN = 0x8000000000000000L;

  /** Below it e^x is +0, above HIGHEST +∞, below MINUS_ONE_BELOW e^x − 1 is −1. */
  static final double LOWEST = -746.0;

  static final double HIGHEST = 710.0;
  static final double MINUS_ONE_BELOW = -38.0;

  /** Where |x| is less e^x − 1 is x, subnormal or −0, too. */
  static final double TINY = 0x1p-54;

  static final double Q0 = 0.5000000000000006;
  static final double Q1 = 0.16666666666666685;
  static final double Q2 = 0.04166666666657278;
  static final double Q3 = 0.008333333333314406;
  static final double Q4 = 0.0013888888932675173;
  static final double Q5 = 0.00019841269903481007;
  static final double Q6 = 2.4801504069488286e-05;
  static final double Q7 = 2.7557227517771267e-06;
  static final double Q8 = 2.762648325420665e-07;
  static final double Q9 = 2.511462011185114e-08;

  private DoubleScalarExp() {}

  /** e^x; +0 for −∞, +∞ for +∞, NaN for NaN. */
  static double exp(double x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    boolean negative = x < 0.0;
    double round = negative ? ROUND_DOWN : ROUND_UP;
    double shifted = Math.fma(x, LOG2_E, round);
    double n = shifted - round;
    double r = reduced(x, n);
    double r2 = r * r;
    double pEven = Math.fma(r2, Q8, Q6);
    pEven = Math.fma(r2, pEven, Q4);
    pEven = Math.fma(r2, pEven, Q2);
    pEven = Math.fma(r2, pEven, Q0);
    double pOdd = Math.fma(r2, Q9, Q7);
    pOdd = Math.fma(r2, pOdd, Q5);
    pOdd = Math.fma(r2, pOdd, Q3);
    pOdd = Math.fma(r2, pOdd, Q1);
    double p = Math.fma(r, pOdd, pEven);
    // 1 + r with what it rounds away. 1 + r·(1 + r·q) takes four operations less, errs by 0.97 ulp
    // in
    // f32, not 0.79, and is not monotone: the rounding of its inner sum is coarser than that of r.
    double head = 1.0 + r;
    double fraction = head + Math.fma(r2, p, r - (head - 1.0));
    return fraction * power(shifted) * (negative ? DOWN : UP);
  }

  /** e^x − 1; −1 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. */
  static double expm1(double x) {
    double a = x < MINUS_ONE_BELOW ? MINUS_ONE_BELOW : x;
    a = a > HIGHEST ? HIGHEST : a;
    // 2^(n−1), as 2^n overflows when the result does not yet.
    double shifted = Math.fma(a, LOG2_E, ROUND - 1.0);
    double n = shifted - (ROUND - 1.0);
    double r = reduced(a, n);
    double r2 = r * r;
    double p = secondSlope(r, r2);
    // e^r − 1 with what it rounds away: near 1.5·ln 2/3 it is subtracted from 1/2.
    double m = Math.fma(r2, p, r);
    double mLow = Math.fma(r2, p, r - m);
    double s = power(shifted);
    double result = 2.0 * Math.fma(s, mLow, Math.fma(s, m, s - 0.5));
    return Math.abs(x) < TINY ? x : result;
  }

  /** x − n·ln 2. */
  static double reduced(double x, double n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  /** 2^n, where {@code shifted} is n + ROUND. */
  static double power(double shifted) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << FRACTION_BITS);
  }

  /** (e^r − 1)/r. */
  static double slope(double r) {
    double r2 = r * r;
    double pEven = Math.fma(r2, Q8, Q6);
    pEven = Math.fma(r2, pEven, Q4);
    pEven = Math.fma(r2, pEven, Q2);
    pEven = Math.fma(r2, pEven, Q0);
    double pOdd = Math.fma(r2, Q9, Q7);
    pOdd = Math.fma(r2, pOdd, Q5);
    pOdd = Math.fma(r2, pOdd, Q3);
    pOdd = Math.fma(r2, pOdd, Q1);
    double p = Math.fma(r, pOdd, pEven);
    return Math.fma(r, p, 1.0);
  }

  /** e^r − 1. */
  static double fractionMinus1(double r) {
    double r2 = r * r;
    return Math.fma(r2, secondSlope(r, r2), r);
  }

  /** (e^r − 1 − r)/r². */
  private static double secondSlope(double r, double r2) {
    double pEven = Math.fma(r2, Q8, Q6);
    pEven = Math.fma(r2, pEven, Q4);
    pEven = Math.fma(r2, pEven, Q2);
    pEven = Math.fma(r2, pEven, Q0);
    double pOdd = Math.fma(r2, Q9, Q7);
    pOdd = Math.fma(r2, pOdd, Q5);
    pOdd = Math.fma(r2, pOdd, Q3);
    pOdd = Math.fma(r2, pOdd, Q1);
    return Math.fma(r, pOdd, pEven);
  }
}
