package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.power;
import static dev.lanewise.elementwise.DoubleScalarExp.reduced;
import static dev.lanewise.elementwise.DoubleScalarExp.slope;

/**
 * erf x and x·Φ(x), Φ the normal distribution, in double precision, one element at a time; see
 * {@link DoubleScalarExp}.
 *
 * <p>Near 0 odd polynomials; farther out e^−h times a polynomial in t = (a − c)/(a + c) over a + c,
 * a = |x|, as in W. J. Cody's and M. Shepherd's ways to scaled erfc. The square h has a second
 * part: the relative error of e^−h is the absolute one of h.
 */
final class DoubleScalarErf {
  /** Above it erf is 1. */
  static final double ERF_ONE_ABOVE = 6.0;

  /** Where −x is greater x·Φ(x) is −0. */
  static final double GELU_LOWEST = 38.7;

  /** c of t = (a − c)/(a + c). */
  static final double ERF_SHIFT = 2.0;

  static final double GELU_SHIFT = 4.0;

  /** Below it 1/2 + x·(…) has the sum cancel little. */
  static final double GELU_NEAR = 0.75;

  /** t·d ln g/dt is t times so much, within 0.2: what it corrects is less than two units. */
  static final double SHIFT_SLOPE = -0.75;

  // erf x = x + x·c(x²) for |x| < 1, relative error 2⁻⁶²
  static final double C0 = 0.1283791670955126;
  static final double C1 = -0.3761263890318375;
  static final double C2 = 0.11283791670954885;
  static final double C3 = -0.026866170645077875;
  static final double C4 = 0.005223977624828431;
  static final double C5 = -0.0008548326981425542;
  static final double C6 = 0.0001205533113295582;
  static final double C7 = -1.4925595772180906e-05;
  static final double C8 = 1.64610084778027e-06;
  static final double C9 = -1.6350396222864617e-07;
  static final double C10 = 1.466032872274226e-08;
  static final double C11 = -1.137495573607015e-09;
  static final double C12 = 5.960685338520971e-11;

  // (1 − erf a)·e^(a²)·(a + c), absolute error of erf 2⁻⁶⁴
  static final double D0 = 1.021582705242023;
  static final double D1 = -0.6871606844138104;
  static final double D2 = 0.2794720925560706;
  static final double D3 = -0.036442231506795465;
  static final double D4 = -0.02151066189263295;
  static final double D5 = 0.006479185036020627;
  static final double D6 = 0.0030906121561775617;
  static final double D7 = -0.0008372938533726786;
  static final double D8 = -0.0006630686125955218;
  static final double D9 = 3.432925660828506e-05;
  static final double D10 = 0.00014425355414941643;
  static final double D11 = 3.4124397138225104e-05;
  static final double D12 = -1.982863689604927e-05;
  static final double D13 = -1.2102990175793625e-05;

  // R(a)·(a + c), R(a) = (1 − Φ(a))·e^(a²/2), relative error 2⁻⁵⁸
  static final double G0 = 0.7552851304157515;
  static final double G1 = -0.6078966419718922;
  static final double G2 = 0.38713740074221376;
  static final double G3 = -0.18652185795964857;
  static final double G4 = 0.0603965748909892;
  static final double G5 = -0.007540188967131767;
  static final double G6 = -0.00347969236876729;
  static final double G7 = 0.00163081846616278;
  static final double G8 = 0.00013334433009482723;
  static final double G9 = -0.00023109503457809512;
  static final double G10 = -1.9083839146430696e-06;
  static final double G11 = 3.514537902797632e-05;
  static final double G12 = 7.171686775281026e-07;
  static final double G13 = -5.92321136318855e-06;
  static final double G14 = -6.307335482183948e-07;
  static final double G15 = 1.03002233672248e-06;
  static final double G16 = 2.7229283027696316e-07;
  static final double G17 = -1.6962889980189715e-07;
  static final double G18 = -8.316260640638623e-08;
  static final double G19 = 2.7921824092493685e-08;
  static final double G20 = 1.521694984121876e-08;
  static final double G21 = -5.020178647402333e-09;

  // Φ(x) = 1/2 + x·c(x²), relative error of c 2⁻⁶²
  static final double H0 = 0.3989422804014327;
  static final double H1 = -0.06649038006690543;
  static final double H2 = 0.00997355701003499;
  static final double H3 = -0.0011873282154676217;
  static final double H4 = 0.00011543468751389463;
  static final double H5 = -9.44465578321156e-06;
  static final double H6 = 6.659679655928391e-07;
  static final double H7 = -4.1224076178952575e-08;
  static final double H8 = 2.2703872235179996e-09;
  static final double H9 = -1.1063083728119192e-10;
  static final double H10 = 4.0718452624229675e-12;

  private DoubleScalarErf() {}

  /** erf x; −1 for −∞, ±0 for ±0, 1 for +∞, NaN for NaN. */
  static double erf(double x) {
    double square = x * x;
    double square2 = square * square;
    double cEven = Math.fma(square2, C11, C9);
    cEven = Math.fma(square2, cEven, C7);
    cEven = Math.fma(square2, cEven, C5);
    cEven = Math.fma(square2, cEven, C3);
    cEven = Math.fma(square2, cEven, C1);
    double cOdd = Math.fma(square2, C12, C10);
    cOdd = Math.fma(square2, cOdd, C8);
    cOdd = Math.fma(square2, cOdd, C6);
    cOdd = Math.fma(square2, cOdd, C4);
    cOdd = Math.fma(square2, cOdd, C2);
    double c = Math.fma(square, cOdd, cEven);
    c = Math.fma(square, c, C0);
    double near = Math.fma(x, c, x);
    double a = Math.abs(x);
    a = a > ERF_ONE_ABOVE ? ERF_ONE_ABOVE : a;
    double h = a * a;
    double hLow = Math.fma(a, a, -h);
    double shifted = Math.fma(h, -LOG2_E, ROUND);
    double n = shifted - ROUND;
    double r = reduced(-h, n) - hLow;
    double p = slope(r);
    double e = Math.fma(r, p, 1.0) * power(shifted);
    double inverse = 1.0 / (a + ERF_SHIFT);
    double t = Math.fma(inverse, -2.0 * ERF_SHIFT, 1.0);
    double t2 = t * t;
    double dEven = Math.fma(t2, D13, D11);
    dEven = Math.fma(t2, dEven, D9);
    dEven = Math.fma(t2, dEven, D7);
    dEven = Math.fma(t2, dEven, D5);
    dEven = Math.fma(t2, dEven, D3);
    dEven = Math.fma(t2, dEven, D1);
    double dOdd = Math.fma(t2, D12, D10);
    dOdd = Math.fma(t2, dOdd, D8);
    dOdd = Math.fma(t2, dOdd, D6);
    dOdd = Math.fma(t2, dOdd, D4);
    dOdd = Math.fma(t2, dOdd, D2);
    double d = Math.fma(t, dOdd, dEven);
    d = Math.fma(t, d, D0);
    double far = Math.fma(-e, inverse * d, 1.0);
    return a < 1.0 ? near : DoubleScalarTanh.signed(far, x);
  }

  /**
   * x·Φ(x), exact in the negative tail, too: relative error, not absolute; −0 for −∞, ±0 for ±0, +∞
   * for +∞, NaN for NaN.
   *
   * <p>Far out a·R(a)·e^−h, of which every product but the last has its rest kept. R is g(t)/d with
   * d = a + c rounded and t = (a − c)/d; what d has lost goes into the exponent, times 1 + t·d ln
   * g/dt. The factor m = a·R goes into the last step of e^r = 1 + r·p: m + m·r·p rounds once.
   */
  static double gelu(double x) {
    double square = x * x;
    double square2 = square * square;
    double cEven = Math.fma(square2, H9, H7);
    cEven = Math.fma(square2, cEven, H5);
    cEven = Math.fma(square2, cEven, H3);
    cEven = Math.fma(square2, cEven, H1);
    double cOdd = Math.fma(square2, H10, H8);
    cOdd = Math.fma(square2, cOdd, H6);
    cOdd = Math.fma(square2, cOdd, H4);
    cOdd = Math.fma(square2, cOdd, H2);
    double c = Math.fma(square, cOdd, cEven);
    c = Math.fma(square, c, H0);
    double near = x * Math.fma(x, c, 0.5);
    double a = Math.abs(x);
    a = a > GELU_LOWEST ? GELU_LOWEST : a;
    double half = 0.5 * a;
    double h = half * a;
    double hLow = Math.fma(half, a, -h);
    double d = a + GELU_SHIFT;
    double aLow = a - (d - GELU_SHIFT);
    double inverse = 1.0 / d;
    double above = a - GELU_SHIFT;
    double t = above * inverse;
    t = Math.fma(Math.fma(-t, d, above), inverse, t);
    double t2 = t * t;
    double g1Even = Math.fma(t2, G20, G18);
    g1Even = Math.fma(t2, g1Even, G16);
    g1Even = Math.fma(t2, g1Even, G14);
    g1Even = Math.fma(t2, g1Even, G12);
    g1Even = Math.fma(t2, g1Even, G10);
    g1Even = Math.fma(t2, g1Even, G8);
    g1Even = Math.fma(t2, g1Even, G6);
    g1Even = Math.fma(t2, g1Even, G4);
    g1Even = Math.fma(t2, g1Even, G2);
    double g1Odd = Math.fma(t2, G21, G19);
    g1Odd = Math.fma(t2, g1Odd, G17);
    g1Odd = Math.fma(t2, g1Odd, G15);
    g1Odd = Math.fma(t2, g1Odd, G13);
    g1Odd = Math.fma(t2, g1Odd, G11);
    g1Odd = Math.fma(t2, g1Odd, G9);
    g1Odd = Math.fma(t2, g1Odd, G7);
    g1Odd = Math.fma(t2, g1Odd, G5);
    g1Odd = Math.fma(t2, g1Odd, G3);
    double g1 = Math.fma(t, g1Odd, g1Even);
    g1 = Math.fma(t, g1, G1);
    double g = Math.fma(t, g1, G0);
    double gLow = Math.fma(t, g1, G0 - g);
    double q = a * g;
    double rest = Math.fma(a, gLow, Math.fma(a, g, -q));
    double m = q * inverse;
    rest = rest + Math.fma(-m, d, q);
    double shifted = Math.fma(h, -LOG2_E, ROUND_DOWN);
    double n = shifted - ROUND_DOWN;
    double r = reduced(-h, n) - Math.fma(aLow * inverse, Math.fma(t, SHIFT_SLOPE, 1.0), hLow);
    double p = slope(r);
    double w = (Math.fma(m * r, p, rest * inverse) + m) * power(shifted);
    double far = Math.fma(w, -DOWN, x < 0.0 ? 0.0 : x);
    return a < GELU_NEAR ? near : far;
  }
}
