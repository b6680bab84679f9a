package dev.lanewise.elementwise;

import java.math.BigDecimal;

/**
 * A number as the unevaluated sum of two doubles, hi the nearest to it: about 104 bits. Each
 * operation has a relative error below 2⁻¹⁰⁰ as long as nothing overflows or becomes subnormal
 * (Joldes, Muller and Popescu, Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic, 2017: algorithms 6, 12 and 18).
 */
record DoubleDouble(double hi, double lo) {
  static final DoubleDouble ONE = of(1);
  private static final DoubleDouble LN2 = of("0.6931471805599453094172321214581765680755");

  /** 1/k! for k = 0 … 12. */
  private static final DoubleDouble[] INVERSE_FACTORIAL = inverseFactorials(12);

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  static DoubleDouble of(String decimal) {
    BigDecimal exact = new BigDecimal(decimal);
    double hi = exact.doubleValue();
    return new DoubleDouble(hi, exact.subtract(new BigDecimal(hi)).doubleValue());
  }

  /** x + y, exact. */
  static DoubleDouble sum(double x, double y) {
    double hi = x + y;
    double part = hi - x;
    return new DoubleDouble(hi, (x - (hi - part)) + (y - part));
  }

  /** x·y, exact. */
  static DoubleDouble product(double x, double y) {
    double hi = x * y;
    return new DoubleDouble(hi, Math.fma(x, y, -hi));
  }

  /** For |x| ≥ |y|. */
  private static DoubleDouble quickSum(double x, double y) {
    double hi = x + y;
    return new DoubleDouble(hi, y - (hi - x));
  }

  DoubleDouble plus(DoubleDouble y) {
    DoubleDouble s = sum(hi, y.hi);
    DoubleDouble t = sum(lo, y.lo);
    DoubleDouble v = quickSum(s.hi, s.lo + t.hi);
    return quickSum(v.hi, t.lo + v.lo);
  }

  DoubleDouble minus(DoubleDouble y) {
    return plus(y.negated());
  }

  DoubleDouble negated() {
    return new DoubleDouble(-hi, -lo);
  }

  DoubleDouble times(DoubleDouble y) {
    DoubleDouble p = product(hi, y.hi);
    return quickSum(p.hi, p.lo + Math.fma(hi, y.lo, Math.fma(lo, y.hi, lo * y.lo)));
  }

  DoubleDouble times(double y) {
    DoubleDouble p = product(hi, y);
    return quickSum(p.hi, Math.fma(lo, y, p.lo));
  }

  DoubleDouble over(DoubleDouble y) {
    double quotient = hi / y.hi;
    DoubleDouble rest = minus(y.times(quotient));
    double next = rest.hi / y.hi;
    rest = rest.minus(y.times(next));
    return quickSum(quotient, next).plus(of(rest.hi / y.hi));
  }

  /** This times 2^k. */
  DoubleDouble scaled(int k) {
    return new DoubleDouble(Math.scalb(hi, k), Math.scalb(lo, k));
  }

  /** n and e^(this − n·ln 2) − 1, n nearest to this/ln 2; for |this| below 2²⁰. */
  Reduced reducedExpm1() {
    int n = (int) Math.rint(hi / LN2.hi);
    return new Reduced(n, minus(LN2.times(n)).smallExpm1());
  }

  /** Power of two and e^r − 1. */
  record Reduced(int exponent, DoubleDouble expm1) {}

  /** e^this − 1 for |this| ≤ 0.4: Taylor for this/64, doubled six times. */
  DoubleDouble smallExpm1() {
    DoubleDouble r = scaled(-6);
    DoubleDouble sum = INVERSE_FACTORIAL[12];
    for (int k = 11; k >= 1; k--) {
      sum = sum.times(r).plus(INVERSE_FACTORIAL[k]);
    }
    DoubleDouble e = sum.times(r);
    for (int i = 0; i < 6; i++) {
      e = e.scaled(1).plus(e.times(e));
    }
    return e;
  }

  /** ln this, this positive: a step of Newton's method, of third order, on the reduced argument. */
  DoubleDouble log() {
    int k = Math.getExponent(hi / Math.sqrt(0.5));
    return scaled(-k).minus(ONE).smallLog1p().plus(LN2.times(k));
  }

  /** ln(1 + this) for −0.3 ≤ this ≤ 0.42. */
  DoubleDouble smallLog1p() {
    double first = StrictMath.log1p(hi);
    DoubleDouble e = of(first).smallExpm1();
    DoubleDouble t = minus(e).over(ONE.plus(e));
    return of(first).plus(t).minus(t.times(t).scaled(-1));
  }

  private static DoubleDouble[] inverseFactorials(int last) {
    DoubleDouble[] inverse = new DoubleDouble[last + 1];
    inverse[0] = ONE;
    for (int k = 1; k <= last; k++) {
      inverse[k] = inverse[k - 1].over(of(k));
    }
    return inverse;
  }
}
