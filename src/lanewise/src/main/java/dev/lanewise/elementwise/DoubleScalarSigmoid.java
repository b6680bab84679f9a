package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.LOWEST;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_UP;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;
import static dev.lanewise.elementwise.DoubleScalarExp.slope;

final class DoubleScalarSigmoid {
  static final double ONE_ABOVE = 40.0;
  static final double K = 1.75;
  static final double S0 = -1.75;
  static final double S1 = 0.875;
  static final double S2 = -0.29166666666666685;
  static final double S3 = 0.07291666666666673;
  static final double S4 = -0.014583333333312642;
  static final double S5 = 0.002430555555551648;
  static final double S6 = -0.00034722222301313796;
  static final double S7 = 4.340277788190926e-05;
  static final double S8 = -4.822517672125712e-06;
  static final double S9 = 4.822517404674254e-07;
  static final double S10 = -4.3941054881641556e-08;
  static final double S11 = 3.6618012996012095e-09;
  static final double SILU_LOWEST = 752.0;

  private DoubleScalarSigmoid() {}

  static double sigmoid(double x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > ONE_ABOVE ? ONE_ABOVE : x;
    double shifted = Math.fma(x, -LOG2_E, ROUND_UP);
    double n = shifted - ROUND_UP;
    double r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    double r2 = r * r;
    double sEven = Math.fma(r2, S11, S9);
    sEven = Math.fma(r2, sEven, S7);
    sEven = Math.fma(r2, sEven, S5);
    sEven = Math.fma(r2, sEven, S3);
    sEven = Math.fma(r2, sEven, S1);
    double sOdd = Math.fma(r2, S10, S8);
    sOdd = Math.fma(r2, sOdd, S6);
    sOdd = Math.fma(r2, sOdd, S4);
    sOdd = Math.fma(r2, sOdd, S2);
    double s = Math.fma(r, sOdd, sEven);
    s = Math.fma(r, s, S0);
    double power = power(shifted);
    double d = Math.fma(power * r, s, Math.fma(power, K, K * DOWN));
    return K * DOWN / d;
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
