package dev.lanewise.optim;

/**
 * The iteration that a {@link Minimizer} has just finished: a step along a direction p. One object
 * for all iterations; a listener that wants to keep numbers copies them.
 */
public final class Progress {
  int iterations;
  int evaluations;
  double previousCost;
  double cost;
  double gradientNorm;
  double step;
  double slopeBefore;
  double slopeAfter;

  Progress() {}

  /** Number of this iteration, from 1. */
  public int iterations() {
    return iterations;
  }

  /** Calls of the cost so far. */
  public int evaluations() {
    return evaluations;
  }

  /** The cost before the step. */
  public double previousCost() {
    return previousCost;
  }

  /** The cost after the step, never more than before. */
  public double cost() {
    return cost;
  }

  /** ‖∇f‖₂ after the step. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** The length of the step as a multiple of p. */
  public double step() {
    return step;
  }

  /** ∇f·p before the step: negative. */
  public double slopeBefore() {
    return slopeBefore;
  }

  /** ∇f·p after the step. */
  public double slopeAfter() {
    return slopeAfter;
  }
}
