package dev.lanewise.elementwise;

/** Exponentials. */
final class DoubleScalarExp {
  static final double LOG2_E = 0x1.71547652b82fep+0;
  static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
  static final long FRACTION_BITS = 52;
  static final double ROUND = 0x1.8p52 + 1023.0;
  static final double DOWN = 0x1p-64;
  static final double UP = 1.0 / DOWN;
  static final double ROUND_DOWN = ROUND + 64.0;
  static final double ROUND_UP = ROUND - 64.0;
  static final long SIGN = 0x8000000000000000L;
  static final double LOWEST = -746.0;
  static final double HIGHEST = 710.0;
  static final double MINUS_ONE_BELOW = -38.0;
  static final double TINY = 0x1p-54;
  static final double Q0 = 0.5;
  static final double Q1 = 0.16666666666666677;
  static final double Q2 = 0.0416666666666667;
  static final double Q3 = 0.00833333333332151;
  static final double Q4 = 0.0013888888888866561;
  static final double Q5 = 0.00019841269886465026;
  static final double Q6 = 2.4801587361091004e-05;
  static final double Q7 = 2.7557243840718357e-06;
  static final double Q8 = 2.755724231242431e-07;
  static final double Q9 = 2.510917421808089e-08;
  static final double Q10 = 2.0924578854864054e-09;

  private DoubleScalarExp() {}

  static double exp(double x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    boolean negative = x < 0.0;
    double round = negative ? ROUND_DOWN : ROUND_UP;
    double shifted = Math.fma(x, LOG2_E, round);
    double n = shifted - round;
    double r = reduced(x, n);
    double p = slope(r);
    return Math.fma(r, p, 1.0) * power(shifted) * (negative ? DOWN : UP);
  }

  static double expm1(double x) {
    double a = x < MINUS_ONE_BELOW ? MINUS_ONE_BELOW : x;
    a = a > HIGHEST ? HIGHEST : a;
    double shifted = Math.fma(a, LOG2_E, ROUND - 1.0);
    double n = shifted - (ROUND - 1.0);
    double r = reduced(a, n);
    double m = fractionMinus1(r);
    double s = power(shifted);
    double result = 2.0 * Math.fma(s, m, s - 0.5);
    return Math.abs(x) < TINY ? x : result;
  }

  static double reduced(double x, double n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  static double power(double shifted) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << FRACTION_BITS);
  }

  static double slope(double r) {
    double r2 = r * r;
    double pEven = Math.fma(r2, Q10, Q8);
    pEven = Math.fma(r2, pEven, Q6);
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

  static double fractionMinus1(double r) {
    double r2 = r * r;
    double pEven = Math.fma(r2, Q10, Q8);
    pEven = Math.fma(r2, pEven, Q6);
    pEven = Math.fma(r2, pEven, Q4);
    pEven = Math.fma(r2, pEven, Q2);
    pEven = Math.fma(r2, pEven, Q0);
    double pOdd = Math.fma(r2, Q9, Q7);
    pOdd = Math.fma(r2, pOdd, Q5);
    pOdd = Math.fma(r2, pOdd, Q3);
    pOdd = Math.fma(r2, pOdd, Q1);
    double p = Math.fma(r, pOdd, pEven);
    return Math.fma(r * r, p, r);
  }
}
