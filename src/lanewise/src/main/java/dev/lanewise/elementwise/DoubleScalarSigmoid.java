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

/**
 * The logistic function σ(x) = 1/(1 + e^−x) and x·σ(x) in double precision, one element at a time;
 * see {@link DoubleScalarExp}.
 */
final class DoubleScalarSigmoid {
  /** Above it σ is 1. */
  static final double ONE_ABOVE = 40.0;

  /**
   * Numerator and denominator of σ = 1/(1 + 2^n·e^r) are multiplied by it, which costs nothing: 2^n
   * + 1 rounds by half a unit for the n of half the precision's digits, 1.75·(2^n + 1) less.
   */
  static final double SCALE = 1.75;

  // SCALE·(e^−r − 1 + r)/r²
  static final double S0 = 0.875000000000001;
  static final double S1 = -0.29166666666666696;
  static final double S2 = 0.07291666666650237;
  static final double S3 = -0.01458333333330021;
  static final double S4 = 0.0024305555632181553;
  static final double S5 = -0.0003472222233109176;
  static final double S6 = 4.34026321216045e-05;
  static final double S7 = -4.822514815609971e-06;
  static final double S8 = 4.834634569486163e-07;
  static final double S9 = -4.395058519573949e-08;

  /** Where −x is greater x·σ(x) is −0. */
  static final double SILU_LOWEST = 752.0;

  private DoubleScalarSigmoid() {}

  /**
   * σ(x); +0 for −∞, 1 for +∞, NaN for NaN.
   *
   * <p>One formula for all x: below 0 the power is large, and the 1 vanishes beside it.
   */
  static double sigmoid(double x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > ONE_ABOVE ? ONE_ABOVE : x;
    double shifted = Math.fma(x, -LOG2_E, ROUND_UP);
    double n = shifted - ROUND_UP;
    double r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    double r2 = r * r;
    double sEven = Math.fma(r2, S8, S6);
    sEven = Math.fma(r2, sEven, S4);
    sEven = Math.fma(r2, sEven, S2);
    sEven = Math.fma(r2, sEven, S0);
    double sOdd = Math.fma(r2, S9, S7);
    sOdd = Math.fma(r2, sOdd, S5);
    sOdd = Math.fma(r2, sOdd, S3);
    sOdd = Math.fma(r2, sOdd, S1);
    double s = Math.fma(r, sOdd, sEven);
    double t = Math.fma(r, -SCALE, r2 * s);
    double power = power(shifted);
    double d = Math.fma(power, t, Math.fma(power, SCALE, SCALE * DOWN));
    return SCALE * DOWN / d;
  }

  /** x·σ(x); −0 for −∞, ±0 for ±0, +∞ for +∞, NaN for NaN. */
  static double silu(double x) {
    double a = Math.abs(x);
    a = a > SILU_LOWEST ? SILU_LOWEST : a;
    double shifted = Math.fma(a, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    return gated(x, a, reduced(-a, n), power(shifted));
  }

  /**
   * x·σ(v) for v of the sign of x: x − a·q for x ≥ 0, −a·q below, q = e/(1 + e), e = e^−|v| =
   * e^r·s·DOWN.
   *
   * @param a |x|, cut off where the result no longer depends on it
   */
  static double gated(double x, double a, double r, double s) {
    double p = slope(r);
    double e = Math.fma(r, p, 1.0) * s * DOWN;
    double d = 1.0 + e;
    double low = e - (d - 1.0); // what d lacks, exact
    double minusInverse = -1.0 / d;
    // a·e^r and what it lacks; times s it is a·e/DOWN
    double ar = a * r;
    double m = Math.fma(ar, p, a);
    double mLow = Math.fma(ar, p, a - m);
    double w = m * s;
    double minusQ = w * minusInverse;
    // −q and what it lacks, by the remainder of the division
    double rest = Math.fma(minusQ, d, w);
    rest = Math.fma(minusQ, low, rest);
    rest = Math.fma(mLow, s, rest);
    minusQ = Math.fma(rest, minusInverse, minusQ);
    return Math.fma(minusQ, DOWN, x < 0.0 ? 0.0 : x);
  }
}
