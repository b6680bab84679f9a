package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.LOWEST;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;
import static dev.lanewise.elementwise.DoubleScalarExp.slope;

final class DoubleScalarSigmoid {
  static final double SILU_LOWEST = 752.0;

  private DoubleScalarSigmoid() {}

  static double sigmoid(double x) {
    double a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    double shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double r = reduced(a, n);
    double p = slope(r);
    double minusE = Math.fma(r, p, 1.0) * power(shifted) * -DOWN;
    double d = 1.0 - minusE;
    double low = 1.0 - d - minusE;
    double minusInverse = -1.0 / d;
    double numerator = x >= 0.0 ? -1.0 : minusE;
    double q = numerator * minusInverse;
    double rest = Math.fma(q, d, numerator);
    rest = Math.fma(q, low, rest);
    return Math.fma(rest, minusInverse, q);
  }

  static double silu(double x) {
    double a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    double shifted = Math.fma(a, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    return gated(x, a, reduced(-a, n), power(shifted));
  }

  static double gated(double x, double a, double r, double s) {
    double p = slope(r);
    double e = Math.fma(r, p, 1.0) * s * DOWN;
    double d = 1.0 + e;
    double low = e - (d - 1.0);
    double minusInverse = -1.0 / d;
    double w = Math.fma(a * r, p, a) * s;
    double minusQ = w * minusInverse;
    double rest = Math.fma(minusQ, d, w);
    rest = Math.fma(minusQ, low, rest);
    minusQ = Math.fma(rest, minusInverse, minusQ);
    return Math.fma(minusQ, DOWN, x < 0.0 ? 0.0 : x);
  }
}
