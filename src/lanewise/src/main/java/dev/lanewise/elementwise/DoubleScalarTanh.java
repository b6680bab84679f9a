package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static dev.lanewise.elementwise.DoubleScalarExp.fractionMinus1;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;

/**
 * tanh x and the form of GELU that is made with it, in double precision, one element at a time; see
 * {@link DoubleScalarExp}.
 */
final class DoubleScalarTanh {
  /** Above it tanh is 1. */
  static final double ONE_ABOVE = 20.0;

  /** Where −x is greater GELU is −0. */
  static final double GELU_LOWEST = 21.58;

  /** 2√(2/π), its head so short that sums with it leave an exact rest. */
  static final double LINEAR_HIGH = 0x1.9884533d4364p+0;

  static final double LINEAR_LOW = 0x1.08d0fcb3c500cp-48;

  /** 0.044715·2√(2/π). */
  static final double CUBIC_HIGH = 0x1.2444f2a4d8b4bp-4;

  static final double CUBIC_LOW = -0x1.6c843a29d1c70p-61;

  private DoubleScalarTanh() {}

  /**
   * tanh x, −1 for −∞, ±0 for ±0, 1 for +∞, NaN for NaN.
   *
   * <p>(1 − e)/(1 + e) with e = e^(−2·|x|) = s + s·m, s a power of two: both sums are taken with
   * what they round away.
   */
  static double tanh(double x) {
    double a = Math.abs(x);
    a = a > ONE_ABOVE ? ONE_ABOVE : a;
    double t = -2.0 * a;
    double shifted = Math.fma(t, LOG2_E, ROUND);
    double n = shifted - ROUND;
    double m = fractionMinus1(reduced(t, n));
    double s = power(shifted);
    double c = s - 1.0;
    double numerator = Math.fma(s, m, c);
    double numeratorLow = Math.fma(s, m, c - numerator);
    c = s + 1.0;
    double d = Math.fma(s, m, c);
    double low = Math.fma(s, m, c - d);
    double minusInverse = -1.0 / d;
    double q = numerator * minusInverse;
    double rest = Math.fma(q, d, numerator);
    rest = Math.fma(q, low, rest);
    rest = rest + numeratorLow;
    q = Math.fma(rest, minusInverse, q);
    return signed(Math.abs(q), x);
  }

  /** {@code magnitude}, which has no sign, with the sign of the other. */
  static double signed(double magnitude, double sign) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(magnitude) | (Double.doubleToRawLongBits(sign) & SIGN));
  }

  /**
   * x·σ(u), u = 2√(2/π)·(x + 0.044715·x³), which is x/2·(1 + tanh(u/2)) (Hendrycks and Gimpel,
   * 2016); −0 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. u has a second part: in the tail the
   * relative error of the result is the absolute one of u.
   */
  static double geluTanh(double x) {
    double a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    double h = a * a;
    double hLow = Math.fma(a, a, -h);
    double g = Math.fma(h, CUBIC_HIGH, LINEAR_HIGH);
    double gLow = Math.fma(h, CUBIC_HIGH, LINEAR_HIGH - g);
    gLow = Math.fma(hLow, CUBIC_HIGH, gLow);
    gLow = Math.fma(h, CUBIC_LOW, gLow);
    gLow = gLow + LINEAR_LOW;
    double u = a * g;
    double uLow = Math.fma(a, g, -u);
    uLow = Math.fma(a, gLow, uLow);
    double shifted = Math.fma(u, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double r = reduced(-u, n) - uLow;
    return DoubleScalarSigmoid.gated(x, a, r, power(shifted));
  }
}
