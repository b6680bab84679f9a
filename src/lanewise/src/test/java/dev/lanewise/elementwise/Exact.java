package dev.lanewise.elementwise;

/**
 * value·2^exponent, the value of an elementary function to some 90 bits, and the error of a double
 * against it. Written for tests; {@link ExactTest} holds it to digits from elsewhere.
 */
record Exact(DoubleDouble value, int exponent) {
  private static final DoubleDouble ONE = DoubleDouble.ONE;
  private static final DoubleDouble HALF = DoubleDouble.of(0.5);
  private static final DoubleDouble ROOT_OF_TWO_OVER_PI_TWICE =
      DoubleDouble.of("1.595769121605730711759784239737527473903");
  private static final DoubleDouble GELU_CUBE = DoubleDouble.of("0.044715");

  /** Density of the normal distribution at 0: 1/√(2π). */
  private static final DoubleDouble DENSITY =
      DoubleDouble.of("0.3989422804014326779399460599343818684759");

  private static final DoubleDouble TWO_OVER_ROOT_OF_PI =
      DoubleDouble.of("1.128379167095512573896158903121545171688");

  /** Below it x² is less than 2⁻¹²⁰: two terms of the series at 0 are exact enough. */
  private static final double SMALL = 0x1p-60;

  /** Beyond ±LARGE e^x is so far out of range that its value does not matter. */
  private static final double LARGE = 1100;

  /** An exponent that leaves no trace beside 1. */
  private static final int NEGLIGIBLE = -200;

  /**
   * |result − this| in units of the spacing of doubles around this value; that is 2⁻¹⁰⁷⁴ for
   * subnormal values. An infinite result, and a value beyond the largest double, stands for 2¹⁰²⁴.
   */
  double ulps(double result) {
    if (value.hi() == 0) {
      return Math.abs(result) / Double.MIN_VALUE;
    }
    double magnitude = Math.abs(value.hi());
    boolean belowPower =
        magnitude == Math.scalb(1.0, Math.getExponent(magnitude))
            && value.lo() * Math.signum(value.hi()) < 0;
    int binade = Math.getExponent(magnitude) - (belowPower ? 1 : 0) + exponent;
    if (binade > Double.MAX_EXPONENT) {
      return Double.isInfinite(result) ? 0 : (0x1p1023 - 0.5 * result) / 0x1p970;
    }
    int ulp = Math.max(binade, Double.MIN_EXPONENT) - 52;
    double scaled =
        Double.isInfinite(result)
            ? Math.copySign(Math.scalb(1.0, Double.MAX_EXPONENT + 1 - exponent), result)
            : Math.scalb(result, -exponent);
    return Math.abs(Math.scalb(scaled - value.hi() - value.lo(), exponent - ulp));
  }

  static Exact exp(double x) {
    return exp(DoubleDouble.of(Math.clamp(x, -LARGE, LARGE)));
  }

  static Exact expm1(double x) {
    if (x > 200) {
      return exp(x);
    }
    x = Math.max(x, -LARGE);
    return Math.abs(x) < SMALL ? nearZero(x, ONE, 0.5) : unscaled(expm1(DoubleDouble.of(x)));
  }

  static Exact log(double x) {
    int up = x < Double.MIN_NORMAL ? 100 : 0;
    DoubleDouble scaled = DoubleDouble.of(Math.scalb(x, up));
    return unscaled(up == 0 ? scaled.log() : scaled.log().minus(DoubleDouble.of(0x1p100).log()));
  }

  static Exact log1p(double x) {
    if (Math.abs(x) < SMALL) {
      return nearZero(x, ONE, -0.5);
    }
    return unscaled(
        Math.abs(x) < 0.29 ? DoubleDouble.of(x).smallLog1p() : DoubleDouble.sum(1, x).log());
  }

  static Exact sigmoid(double x) {
    return logistic(DoubleDouble.of(Math.clamp(x, -LARGE, LARGE)));
  }

  static Exact silu(double x) {
    if (x < -LARGE) {
      return unscaled(DoubleDouble.of(0));
    }
    return Math.abs(x) < SMALL ? nearZero(x, HALF, 0.25) : sigmoid(x).times(x);
  }

  /** x·σ(2√(2/π)·(x + 0.044715·x³)): GELU's form with tanh, as tanh v = 2σ(2v) − 1. */
  static Exact geluTanh(double x) {
    if (Math.abs(x) < SMALL) {
      return nearZero(x, HALF, DENSITY.hi());
    }
    if (Math.abs(x) > 1000) {
      return x > 0 ? new Exact(DoubleDouble.of(x), 0) : unscaled(DoubleDouble.of(0));
    }
    DoubleDouble cube = DoubleDouble.product(x, x).times(x).times(GELU_CUBE);
    return logistic(cube.plus(DoubleDouble.of(x)).times(ROOT_OF_TWO_OVER_PI_TWICE)).times(x);
  }

  static Exact tanh(double x) {
    if (Math.abs(x) < SMALL) {
      return nearZero(x, ONE, 0);
    }
    DoubleDouble e = expm1(DoubleDouble.of(-2 * Math.min(Math.abs(x), 400)));
    DoubleDouble t = e.negated().over(e.plus(DoubleDouble.of(2)));
    return unscaled(x < 0 ? t.negated() : t);
  }

  static Exact softplus(double x) {
    Exact e = exp(-Math.abs(x));
    if (x < 0 && e.exponent < -60) { // ln(1 + e) = e − e²/2
      double half = Math.scalb(0.5, Math.max(e.exponent, -1000)) * e.value.hi();
      return new Exact(e.value.times(ONE.minus(DoubleDouble.of(half))), e.exponent);
    }
    DoubleDouble log = ONE.plus(e.plain()).log();
    if (e.exponent < -2) {
      log = e.plain().smallLog1p();
    }
    return unscaled(log.plus(DoubleDouble.of(Math.max(x, 0))));
  }

  static Exact logSigmoid(double x) {
    Exact e = softplus(-x);
    return new Exact(e.value.negated(), e.exponent);
  }

  static Exact erf(double x) {
    double a = Math.min(Math.abs(x), 30);
    if (a < SMALL) {
      return nearZero(x, TWO_OVER_ROOT_OF_PI, 0);
    }
    DoubleDouble square = DoubleDouble.product(a, a);
    DoubleDouble erf;
    if (a < 3) {
      // e^(−a²)·2/√π·(a + 2a³/3 + 4a⁵/15 + …), all terms positive
      erf = series(a, square.scaled(1)).times(exp(square.negated()).plain());
      erf = erf.times(TWO_OVER_ROOT_OF_PI);
    } else {
      // 1 − 2·Q(√2·a), the fraction of Mills' ratio with √2 taken out of it
      DoubleDouble q = exp(square.negated()).plain().times(fraction(a, 0.5));
      erf = ONE.minus(q.times(TWO_OVER_ROOT_OF_PI).scaled(-1));
    }
    return unscaled(x < 0 ? erf.negated() : erf);
  }

  /** x·Φ(x), Φ the normal distribution. */
  static Exact gelu(double x) {
    double a = Math.abs(x);
    if (a < SMALL) {
      return nearZero(x, HALF, DENSITY.hi());
    }
    if (a > 1000) {
      return x > 0 ? new Exact(DoubleDouble.of(x), 0) : unscaled(DoubleDouble.of(0));
    }
    DoubleDouble square = DoubleDouble.product(a, a);
    Exact density = exp(square.scaled(-1).negated());
    density = new Exact(density.value.times(DENSITY), density.exponent);
    if (a < 4) { // Φ(a) = 1/2 + φ(a)·(a + a³/3 + a⁵/15 + …); cancels 15 bits at −4
      DoubleDouble middle = density.plain().times(series(a, square));
      return unscaled(x > 0 ? HALF.plus(middle) : HALF.minus(middle)).times(x);
    }
    DoubleDouble tail = density.value.times(fraction(a, 1));
    return x < 0
        ? new Exact(tail, density.exponent).times(x)
        : unscaled(ONE.minus(new Exact(tail, density.exponent).plain())).times(x);
  }

  /** Φ(x) + x·φ(x), to 90 bits beside 1. */
  static DoubleDouble geluDerivative(double x) {
    DoubleDouble half = DoubleDouble.product(x, x).scaled(-1);
    DoubleDouble density = exp(half.negated()).plain().times(DENSITY);
    DoubleDouble cdf = x == 0 ? HALF : gelu(x).plain().over(DoubleDouble.of(x));
    return density.times(x).plus(cdf);
  }

  /** a + a·s/3 + a·s²/(3·5) + …. */
  private static DoubleDouble series(double a, DoubleDouble s) {
    DoubleDouble term = DoubleDouble.of(a);
    DoubleDouble sum = term;
    for (int k = 3; term.hi() > sum.hi() * 0x1p-110; k += 2) {
      term = term.times(s).over(DoubleDouble.of(k));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** 1/(a + c/(a + 2c/(a + 3c/(a + …)))), Laplace's fraction; for a ≥ 3. */
  private static DoubleDouble fraction(double a, double c) {
    DoubleDouble whole = DoubleDouble.of(a);
    DoubleDouble f = whole;
    for (int k = (int) (2400 * c / (a * a)) + 20; k >= 1; k--) {
      f = whole.plus(DoubleDouble.of(k * c).over(f));
    }
    return ONE.over(f);
  }

  private static Exact exp(DoubleDouble x) {
    DoubleDouble.Reduced e = x.reducedExpm1();
    return new Exact(ONE.plus(e.expm1()), e.exponent());
  }

  private static DoubleDouble expm1(DoubleDouble x) {
    DoubleDouble.Reduced e = x.reducedExpm1();
    double power = Math.scalb(1.0, e.exponent());
    return e.exponent() == 0
        ? e.expm1()
        : e.expm1().times(power).plus(DoubleDouble.sum(power, -1)); // power − 1 is exact so
  }

  /** 1/(1 + e^−x), as a quotient in which nothing cancels. */
  private static Exact logistic(DoubleDouble x) {
    Exact e = exp(x.hi() < 0 ? x : x.negated());
    DoubleDouble divisor = ONE.plus(e.plain());
    return x.hi() < 0 ? new Exact(e.value.over(divisor), e.exponent) : unscaled(ONE.over(divisor));
  }

  /** x·(c + d·x), what a function with f(0) = 0 is near 0; scaled, as x may be subnormal. */
  private static Exact nearZero(double x, DoubleDouble c, double d) {
    return unscaled(c.plus(DoubleDouble.of(d * x))).times(x);
  }

  private static Exact unscaled(DoubleDouble value) {
    return new Exact(value, 0);
  }

  /** This as one number; what is negligible beside 1 becomes 0. */
  private DoubleDouble plain() {
    return exponent < NEGLIGIBLE ? DoubleDouble.of(0) : value.scaled(exponent);
  }

  private Exact times(double x) {
    if (x == 0) {
      return unscaled(DoubleDouble.of(0));
    }
    int k = Math.getExponent(x * 0x1p60) - 60;
    return new Exact(value.times(Math.scalb(x, -k)), exponent + k);
  }
}
