package dev.lanewise.optim;

/** Why a {@link Minimizer} stopped. */
public enum StopReason {
  /** ‖∇f‖ is small enough. */
  GRADIENT_NORM("the norm of the gradient is as small as asked for"),
  /** The cost hardly changes any more. */
  RELATIVE_CHANGE("an iteration changed the cost by less than asked for"),
  /** All iterations are used. */
  ITERATIONS("all iterations that were allowed are used"),
  /** All evaluations are used. */
  EVALUATIONS("all evaluations of the cost that were allowed are used"),
  /** The caller's predicate said so. */
  LISTENER("the listener asked to stop"),
  /** Not even along the negative gradient. */
  NO_LOWER_COST("no step lowers the cost: rounding hides what is left to gain"),
  /** There is no cost or gradient to begin with. */
  NOT_FINITE("the cost or its gradient is NaN or infinite at the start");

  private final String sentence;

  StopReason(String sentence) {
    this.sentence = sentence;
  }

  /** Whether what was asked for is reached: a small gradient or a small change. */
  public boolean isConverged() {
    return this == GRADIENT_NORM || this == RELATIVE_CHANGE;
  }

  /** The reason in words. */
  @Override
  public String toString() {
    return sentence;
  }
}
