package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static dev.lanewise.elementwise.DoubleScalarExp.fractionMinus1;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;

final class DoubleScalarTanh {
  static final double ONE_ABOVE = 20.0;
  static final double GELU_LOWEST = 21.58;
  static final double A_HIGH = 0x1.9884533d4364p+0;
  static final double A_LOW = 0x1.08d0fcb3c500cp-48;
  static final double B_HIGH = 0x1.2444f2a4d8b4bp-4;
  static final double B_LOW = -0x1.6c843a29d1c70p-61;

  private DoubleScalarTanh() {}

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

  static double signed(double magnitude, double sign) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(magnitude) | (Double.doubleToRawLongBits(sign) & SIGN));
  }

  static double geluTanh(double x) {
    double a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    double h = a * a;
    double hLow = Math.fma(a, a, -h);
    double g = Math.fma(h, B_HIGH, A_HIGH);
    double gLow = Math.fma(h, B_HIGH, A_HIGH - g);
    gLow = Math.fma(hLow, B_HIGH, gLow);
    gLow = Math.fma(h, B_LOW, gLow);
    gLow = gLow + A_LOW;
    double u = a * g;
    double uLow = Math.fma(a, g, -u);
    uLow = Math.fma(a, gLow, uLow);
    double shifted = Math.fma(u, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double r = reduced(-u, n) - uLow;
    return DoubleScalarSigmoid.gated(x, a, r, power(shifted));
  }
}
