package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;

/**
 * ln x and ln(1 + x) in double precision, one element at a time; see {@link DoubleScalarExp}.
 *
 * <p>The argument is 2^k·(1 + f) with 1 + f from √½ to √2; ln(1 + f) = f − (f²/2 − s·(f²/2 +
 * z·p(z))), s = f/(2 + f), z = s², as in fdlibm, p of degree 6, relative error 2⁻⁵⁸.
 */
final class DoubleScalarLog {
  /** Below it the argument is scaled up and k counted from there. */
  static final double SUBNORMAL_BELOW = Double.MIN_NORMAL;

  static final double SUBNORMAL_SCALE = 0x1p54;
  static final double SUBNORMAL_ROUND = ROUND + 54.0;

  static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;

  /**
   * Added to the bits of a number it raises the exponent field where the fraction is √2 or more.
   */
  static final long TO_ONE = 0x3ff0000000000000L - SQRT_HALF_BITS;

  static final long FRACTION_MASK = 0xfffffffffffffL;

  /** Or-ed with an exponent field e: the bits of ROUND + k. */
  static final long ROUND_BITS = 0x4338000000000000L;

  /** FOUR − e is the exponent field of 4·2^−k; of 2^−k it would fall below the field's range. */
  static final long FOUR = 2048L;

  static final double P0 = 0.6666666666666735;
  static final double P1 = 0.3999999999941312;
  static final double P2 = 0.28571428742766636;
  static final double P3 = 0.22222198531104725;
  static final double P4 = 0.1818356666973075;
  static final double P5 = 0.15313986772613805;
  static final double P6 = 0.14796624457888724;

  private DoubleScalarLog() {}

  /** ln x; −∞ for ±0, +∞ for +∞, NaN for x &lt; 0 and NaN. */
  static double log(double x) {
    boolean subnormal = x < SUBNORMAL_BELOW;
    double scaled = subnormal ? x * SUBNORMAL_SCALE : x;
    long bits = Double.doubleToRawLongBits(scaled) + TO_ONE;
    double exponent = Double.longBitsToDouble((bits >>> FRACTION_BITS) | ROUND_BITS);
    double minusK = (subnormal ? SUBNORMAL_ROUND : ROUND) - exponent;
    double f = Double.longBitsToDouble((bits & FRACTION_MASK) + SQRT_HALF_BITS) - 1.0;
    double sum = log(minusK, f);
    sum = x < Double.POSITIVE_INFINITY ? sum : x;
    sum = x == 0.0 ? Double.NEGATIVE_INFINITY : sum;
    return x < 0.0 ? Double.NaN : sum;
  }

  /** ln(1 + x); ±0 for ±0, −∞ for −1, +∞ for +∞, NaN for x &lt; −1 and NaN. */
  static double log1p(double x) {
    double u = 1.0 + x;
    long bits = Double.doubleToRawLongBits(u) + TO_ONE;
    long exponent = bits >>> FRACTION_BITS;
    double minusK = ROUND - Double.longBitsToDouble(exponent | ROUND_BITS);
    double scale = Double.longBitsToDouble(-(exponent - FOUR) << FRACTION_BITS);
    // (1 + x)·2^−k − 1 from x itself: one rounding, exact for k = 0, where −(4 − 4) keeps −0.
    double f = 0.25 * Math.fma(x, scale, -(4.0 - scale));
    double sum = log(minusK, f);
    sum = x < Double.POSITIVE_INFINITY ? sum : x;
    sum = x == -1.0 ? Double.NEGATIVE_INFINITY : sum;
    return x < -1.0 ? Double.NaN : sum;
  }

  /** k·ln 2 + ln(1 + f); −0 if k and f are: k comes negated, so that it adds −0. */
  static double log(double minusK, double f) {
    double s = f / (2.0 + f);
    double z = s * s;
    double z2 = z * z;
    double pEven = Math.fma(z2, P6, P4);
    pEven = Math.fma(z2, pEven, P2);
    pEven = Math.fma(z2, pEven, P0);
    double pOdd = Math.fma(z2, P5, P3);
    pOdd = Math.fma(z2, pOdd, P1);
    double p = Math.fma(z, pOdd, pEven);
    double h = 0.5 * (f * f);
    double sum = Math.fma(s, Math.fma(z, p, h), -h);
    sum = Math.fma(minusK, -LN2_LOW, sum);
    return Math.fma(minusK, -LN2_HIGH, f + sum);
  }
}
