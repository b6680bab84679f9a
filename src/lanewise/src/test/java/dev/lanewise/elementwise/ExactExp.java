package dev.lanewise.elementwise;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * e^x and the logistic function to more than 140 bits, in integers: fraction·2^(exponent − 160),
 * where the fraction is a little more or less than 2¹⁶⁰. Written for tests: slow and simple.
 */
record ExactExp(BigInteger fraction, int exponent) {
  private static final int BITS = 160;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
  private static final int LN2_BITS = 200;

  /** ln 2 to 62 decimal places (OEIS A002162), times 2²⁰⁰. */
  private static final BigInteger LN2 =
      new BigDecimal("0.69314718055994530941723212145817656807550013436025525412068001")
          .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(LN2_BITS)))
          .toBigInteger();

  /** e^x by the Taylor series of e^(x − n·ln 2). */
  static ExactExp exp(double x) {
    int n = (int) Math.rint(x / Math.log(2));
    BigInteger scaled =
        new BigDecimal(x).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(BITS))).toBigInteger();
    BigInteger r = scaled.subtract(LN2.multiply(BigInteger.valueOf(n)).shiftRight(LN2_BITS - BITS));
    BigInteger sum = ONE;
    BigInteger term = ONE;
    for (int i = 1; term.signum() != 0 && i < 60; i++) {
      term = term.multiply(r).shiftRight(BITS).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    return new ExactExp(sum, n);
  }

  /** 1/(1 + e^−x), as a quotient in which nothing cancels. */
  static ExactExp sigmoid(double x) {
    ExactExp e = exp(-Math.abs(x));
    BigInteger onePlusE = ONE.add(e.fraction.shiftRight(-e.exponent));
    return x >= 0
        ? new ExactExp(ONE.shiftLeft(BITS).divide(onePlusE), 0)
        : new ExactExp(e.fraction.shiftLeft(BITS).divide(onePlusE), e.exponent);
  }

  /** |result − this| in units in the last place of this value rounded to double. */
  double ulps(double result) {
    int binade = Math.max(exponent + fraction.bitLength() - 1 - BITS, Double.MIN_EXPONENT);
    int ulp = binade - 52;
    BigInteger mine = fraction;
    BigInteger its = integer(result, exponent - BITS);
    return new BigDecimal(its.subtract(mine).abs()).doubleValue()
        * Math.scalb(1.0, exponent - BITS - ulp);
  }

  /** {@code x} as a multiple of 2^unit, which divides it; ∞ as 2¹⁰²⁴. */
  private static BigInteger integer(double x, int unit) {
    if (Double.isInfinite(x)) {
      return BigInteger.ONE.shiftLeft(Double.MAX_EXPONENT + 1 - unit);
    }
    if (x == 0) {
      return BigInteger.ZERO;
    }
    int exponent = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
    long digits = (long) Math.scalb(Math.scalb(x, -exponent / 2), -exponent - -exponent / 2);
    return BigInteger.valueOf(digits).shiftLeft(exponent - unit);
  }
}
