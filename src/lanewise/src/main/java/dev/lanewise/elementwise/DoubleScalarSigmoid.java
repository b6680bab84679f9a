package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.LOWEST;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.fraction;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;

final class DoubleScalarSigmoid {
  static final double SILU_LOWEST = 752.0;

  private DoubleScalarSigmoid() {}

  static double sigmoid(double x) {
    double a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    double shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double e = fraction(reduced(a, n)) * power(shifted) * DOWN;
    double d = 1.0 + e;
    double low = e - (d - 1.0);
    double inverse = 1.0 / d;
    double numerator = x >= 0.0 ? 1.0 : e;
    double q = numerator * inverse;
    double rest = Math.fma(-q, d, numerator);
    rest = Math.fma(-q, low, rest);
    return Math.fma(rest, inverse, q);
  }

  static double silu(double x) {
    double a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    return gated(x, a, a, 0.0);
  }

  static double gated(double x, double a, double v, double vLow) {
    double shifted = Math.fma(v, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double s = fraction(reduced(-v, n) - vLow) * power(shifted);
    double e = s * DOWN;
    double d = 1.0 + e;
    double low = e - (d - 1.0);
    double inverse = 1.0 / d;
    double w = a * s;
    double q = w * inverse;
    double rest = Math.fma(-q, d, w);
    rest = Math.fma(-q, low, rest);
    rest = rest + Math.fma(a, s, -w);
    q = Math.fma(rest, inverse, q);
    return Math.fma(q, -DOWN, x < 0.0 ? 0.0 : x);
  }
}
