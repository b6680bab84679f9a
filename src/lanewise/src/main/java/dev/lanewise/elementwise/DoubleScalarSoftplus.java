package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.LOWEST;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;
import static dev.lanewise.elementwise.DoubleScalarExp.slope;

/**
 * ln(1 + e^x) and ln σ(x) in double precision, one element at a time; see {@link DoubleScalarExp}.
 *
 * <p>max(x, 0) + ln(1 + e), e = e^−|x| from 0 to 1, with no further reduction: ln(1 + e) = e −
 * (e²/2 − s·(e²/2 + z·q(z))), s = e/(2 + e), z = s², q of degree 10, relative error 2⁻⁶³.
 */
final class DoubleScalarSoftplus {
  static final double L0 = 0.6666666666666667;
  static final double L1 = 0.3999999999999398;
  static final double L2 = 0.28571428572509955;
  static final double L3 = 0.22222222125475768;
  static final double L4 = 0.181818232027093;
  static final double L5 = 0.15384451937379234;
  static final double L6 = 0.13336805738176444;
  static final double L7 = 0.11715951458222916;
  static final double L8 = 0.10972562060881354;
  static final double L9 = 0.06994263159908456;
  static final double L10 = 0.16467610950924566;

  private DoubleScalarSoftplus() {}

  /** ln(1 + e^x); +0 for −∞, +∞ for +∞, NaN for NaN. */
  static double softplus(double x) {
    double a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    double shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double r = reduced(a, n);
    double p = slope(r);
    double e = Math.fma(r, p, 1.0) * power(shifted) * DOWN;
    double s = e / (2.0 + e);
    double z = s * s;
    double z2 = z * z;
    double qEven = Math.fma(z2, L10, L8);
    qEven = Math.fma(z2, qEven, L6);
    qEven = Math.fma(z2, qEven, L4);
    qEven = Math.fma(z2, qEven, L2);
    qEven = Math.fma(z2, qEven, L0);
    double qOdd = Math.fma(z2, L9, L7);
    qOdd = Math.fma(z2, qOdd, L5);
    qOdd = Math.fma(z2, qOdd, L3);
    qOdd = Math.fma(z2, qOdd, L1);
    double q = Math.fma(z, qOdd, qEven);
    double h = 0.5 * (e * e);
    double log1p = e + Math.fma(s, Math.fma(z, q, h), -h);
    return (x > 0.0 ? x : 0.0) + log1p;
  }

  /** ln σ(x); −∞ for −∞, −0 for +∞, NaN for NaN. */
  static double logSigmoid(double x) {
    return -softplus(-x);
  }
}
