package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;
import static dev.lanewise.elementwise.DoubleScalarExp.slope;

/**
 * The derivative of x·Φ(x), Φ(x) + x·φ(x), in double precision, one element at a time.
 *
 * <p>Below 0, with a = |x|, it is e^(−a²/2)·(R(a) − a/√(2π)), R(a) = (1 − Φ(a))·e^(a²/2), and above
 * 0 what is left to 1: one exponential and one division for both parts. R(a)·(a + c) is a
 * polynomial in t = (a − c)/(a + c), as in {@link DoubleScalarErf}, but exact to the absolute error
 * of the result, which takes fewer terms and no rests of products.
 *
 * <p>Absolute error below 4 units of roundoff: DoubleGeluDerivativeTest.
 */
final class DoubleScalarGeluDerivative {
  /** Below its negative the result is −0, above it 1. */
  static final double FLAT = 38.75;

  /** c of t = (a − c)/(a + c); less of it, and the rounding of t near 0 matters less. */
  static final double SHIFT = 2.5;

  /** 1/√(2π). */
  static final double PHI_0 = 0.3989422804014327;

  // R(a)·(a + c), absolute error of the result 2⁻⁵⁷·⁶, none at 0
  static final double T0 = 0.706656656902877;
  static final double T1 = -0.4336921418469726;
  static final double T2 = 0.1319872785023052;
  static final double T3 = 0.009239174612127409;
  static final double T4 = -0.01639002540335248;
  static final double T5 = -0.001625009829545098;
  static final double T6 = 0.0025381599699063895;
  static final double T7 = 0.0007592039887815156;
  static final double T8 = -0.00032423870853531725;
  static final double T9 = -0.00026262864969313327;
  static final double T10 = -1.8402240123365715e-05;
  static final double T11 = 5.6418487251792375e-05;
  static final double T12 = 3.0121767297157288e-05;
  static final double T13 = 5.519441999092746e-07;
  static final double T14 = -7.198029836218582e-06;
  static final double T15 = -4.25781867550313e-06;
  static final double T16 = -1.1804357417097614e-06;
  static final double T17 = -1.3856267762411438e-07;

  private DoubleScalarGeluDerivative() {}

  /** 0 for −∞, 1/2 for ±0, 1 for +∞, NaN for NaN. */
  static double geluDerivative(double x) {
    double a = Math.abs(x);
    a = a > FLAT ? FLAT : a;
    double h = -0.5 * a * a;
    double shifted = Math.fma(h, LOG2_E, ROUND_DOWN);
    double r = reduced(h, shifted - ROUND_DOWN);
    double e = Math.fma(r, slope(r), 1.0) * power(shifted) * DOWN;
    double inverse = 1.0 / (a + SHIFT);
    double t = (a - SHIFT) * inverse;
    double t2 = t * t;
    double even = Math.fma(t2, T16, T14);
    even = Math.fma(t2, even, T12);
    even = Math.fma(t2, even, T10);
    even = Math.fma(t2, even, T8);
    even = Math.fma(t2, even, T6);
    even = Math.fma(t2, even, T4);
    even = Math.fma(t2, even, T2);
    double odd = Math.fma(t2, T17, T15);
    odd = Math.fma(t2, odd, T13);
    odd = Math.fma(t2, odd, T11);
    odd = Math.fma(t2, odd, T9);
    odd = Math.fma(t2, odd, T7);
    odd = Math.fma(t2, odd, T5);
    odd = Math.fma(t2, odd, T3);
    odd = Math.fma(t2, odd, T1);
    double g = Math.fma(t, odd, Math.fma(t2, even, T0));
    double s = Math.fma(a, -PHI_0, g * inverse);
    return x < 0.0 ? e * s : Math.fma(-e, s, 1.0);
  }
}
