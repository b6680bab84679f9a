package dev.lanewise.nn;

/**
 * A number and a bound on how far another computation of it may be off, if it rounds where this one
 * rounds, or less often: running error analysis (Higham, Accuracy and Stability of Numerical
 * Algorithms, §3.3), with first-order terms and, by {@link #SLACK}, the rest.
 *
 * <p>Functions are within 6u of their value, as FloatMathTest and DoubleMathTest hold the library's
 * and as {@link Math} promises. A sum of n terms is within γ(n + 2)·Σ |terms| in any order, with
 * the products fused or not.
 */
record Rounded(double value, double error) implements Scalar<Rounded> {
  private static final double U = 0x1p-53;
  private static final double FUNCTION = 6 * U;

  /** For second-order terms. */
  private static final double SLACK = 1 + 0x1p-20;

  private Rounded of(double value, double error) {
    return new Rounded(value, SLACK * (error + U * Math.abs(value)));
  }

  @Override
  public Rounded constant(double value) {
    return new Rounded(value, 0);
  }

  @Override
  public Rounded plus(Rounded other) {
    return of(value + other.value, error + other.error);
  }

  @Override
  public Rounded minus(Rounded other) {
    return of(value - other.value, error + other.error);
  }

  @Override
  public Rounded times(Rounded other) {
    double inherited = Math.abs(value) * other.error + Math.abs(other.value) * error;
    return of(value * other.value, inherited + error * other.error);
  }

  @Override
  public Rounded over(Rounded other) {
    double quotient = value / other.value;
    double inherited = error + Math.abs(quotient) * other.error;
    return of(quotient, inherited / (Math.abs(other.value) - other.error));
  }

  /**
   * A function of this number, computed as one.
   *
   * @param value its value
   * @param lipschitz the largest |slope| near here
   */
  Rounded function(double value, double lipschitz) {
    return new Rounded(value, SLACK * (lipschitz * error + FUNCTION * Math.abs(value)));
  }

  @Override
  public Rounded exp() {
    double exp = Math.exp(value);
    return of(exp, exp * (Math.expm1(error) + FUNCTION));
  }

  @Override
  public Rounded log() {
    double log = Math.log(value);
    return of(log, error / (value - error) + FUNCTION * Math.abs(log));
  }

  @Override
  public Rounded sqrt() {
    double root = Math.sqrt(value);
    return of(root, Math.sqrt(value + error) - root);
  }

  @Override
  public Rounded sum(Rounded[] terms) {
    double sum = 0;
    double size = 0;
    double inherited = 0;
    for (Rounded term : terms) {
      sum += term.value;
      size += Math.abs(term.value) + term.error;
      inherited += term.error;
    }
    return of(sum, inherited + ForwardRounding.gamma(terms.length + 2, U) * size);
  }
}
