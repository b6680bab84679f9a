package dev.lanewise.nn;

/**
 * The normal distribution as textbooks write it: Φ(z) = 1/2 + φ(z)·Σ z^(2k+1)/(1·3·5…(2k+1)), and
 * for tails Laplace's continued fraction, Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))).
 */
final class Gaussian {
  /** Beyond it Φ is 0 or 1 within 10⁻²², and z·φ(z) is 0 within 10⁻²¹. */
  private static final double LARGEST = 10;

  /** Above it the fraction has converged after {@link #FRACTIONS}: it is off by some 5e^(−2x√n). */
  private static final double TAIL = 0.7;

  private static final int FRACTIONS = 1000;

  private Gaussian() {}

  /** Φ(z) by the series; the bound on its rounding is some 100u where z is near ±10. */
  static <S extends Scalar<S>> S cdf(S z) {
    S one = z.constant(1);
    S half = z.constant(0.5);
    if (Math.abs(z.value()) > LARGEST) {
      return z.value() > 0 ? one : z.constant(0);
    }
    S square = z.times(z);
    S term = z;
    S sum = z;
    for (int k = 1; Math.abs(term.value()) > 0x1p-70 * Math.abs(sum.value()); k++) {
      term = term.times(square).over(z.constant(2 * k + 1));
      sum = sum.plus(term);
    }
    S density = z.constant(0).minus(square.times(half)).exp();
    return half.plus(density.times(sum).over(z.constant(2 * Math.PI).sqrt()));
  }

  /** Φ(z), within 8u of itself: GaussianTest. */
  static double cdf(double z) {
    double x = Math.abs(z);
    if (x < TAIL) {
      double term = z;
      double sum = z;
      for (int k = 1; Math.abs(term) > 0x1p-70 * Math.abs(sum); k++) {
        term *= z * z / (2 * k + 1);
        sum += term;
      }
      return 0.5 + density(z) * sum;
    }
    double fraction = x;
    for (int k = FRACTIONS; k > 0; k--) {
      fraction = x + k / fraction;
    }
    double tail = density(x) / fraction;
    return z < 0 ? tail : 1 - tail;
  }

  /** φ(z); what z² loses in rounding is put back. */
  static double density(double z) {
    double square = z * z;
    double lost = Math.fma(z, z, -square);
    return Math.exp(-square / 2) * (1 - lost / 2) / Math.sqrt(2 * Math.PI);
  }
}
