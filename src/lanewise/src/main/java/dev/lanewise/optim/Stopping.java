package dev.lanewise.optim;

/**
 * When a {@link Minimizer} stops, whichever comes first.
 *
 * @param gradientNorm stop where ‖∇f‖₂ is at most this
 * @param relativeChange stop after an iteration from f to f′ with f − f′ ≤ relativeChange·max(|f|,
 *     |f′|); with 0, when the cost stays the same
 * @param iterations stop after so many
 * @param evaluations stop after so many calls of the cost
 */
public record Stopping(
    double gradientNorm, double relativeChange, int iterations, int evaluations) {
  private static final Stopping DEFAULTS = new Stopping(1e-6, 1e-12, 1000, 10_000);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or NaN
   */
  public Stopping {
    if (!(gradientNorm >= 0) || !(relativeChange >= 0) || iterations < 0 || evaluations < 0) {
      throw new IllegalArgumentException(
          "gradient norm "
              + gradientNorm
              + ", relative change "
              + relativeChange
              + ", iterations "
              + iterations
              + ", evaluations "
              + evaluations
              + ": each must be 0 or more");
    }
  }

  /** Gradient norm 1e−6, relative change 1e−12, 1,000 iterations, 10,000 evaluations. */
  public static Stopping defaults() {
    return DEFAULTS;
  }

  /** The same with another norm of the gradient. */
  public Stopping withGradientNorm(double norm) {
    return new Stopping(norm, relativeChange, iterations, evaluations);
  }

  /** The same with another relative change. */
  public Stopping withRelativeChange(double change) {
    return new Stopping(gradientNorm, change, iterations, evaluations);
  }

  /** The same with another number of iterations. */
  public Stopping withIterations(int count) {
    return new Stopping(gradientNorm, relativeChange, count, evaluations);
  }

  /** The same with another number of evaluations. */
  public Stopping withEvaluations(int count) {
    return new Stopping(gradientNorm, relativeChange, iterations, count);
  }
}
