package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
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
  static final long SIGN = 0x8000000000000000L;

  private DoubleScalarTanh() {}

  static double tanh(double x) {
    double a = Math.abs(x);
    a = a > ONE_ABOVE ? ONE_ABOVE : a;
    double t = -2.0 * a;
    double shifted = Math.fma(t, LOG2_E, ROUND);
    double n = shifted - ROUND;
    double m = fractionMinus1(reduced(t, n));
    double s = power(shifted);
    double numerator = Math.fma(-s, m, 1.0 - s);
    double numeratorLow = Math.fma(-s, m, 1.0 - s - numerator);
    double d = Math.fma(s, m, 1.0 + s);
    double low = Math.fma(s, m, 1.0 + s - d);
    double inverse = 1.0 / d;
    double q = numerator * inverse;
    double rest = Math.fma(-q, d, numerator);
    rest = Math.fma(-q, low, rest);
    rest = rest + numeratorLow;
    q = Math.fma(rest, inverse, q);
    return signed(q, x);
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
    double v = a * g;
    double vLow = Math.fma(a, g, -v);
    vLow = Math.fma(a, gLow, vLow);
    return DoubleScalarSigmoid.gated(x, a, v, vLow);
  }
}
