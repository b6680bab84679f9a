package dev.lanewise.optim;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * A step along a direction that satisfies the strong Wolfe conditions: with φ(α) = f(θ + αp), φ(α)
 * ≤ φ(0) + c₁αφ′(0) and |φ′(α)| ≤ −c₂φ′(0).
 *
 * <p>Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.5 (bracketing) and 3.6
 * (zoom) with cubic interpolation (3.59). Where the cost is NaN or infinite the step was too long.
 * "Low" is the best step so far that satisfies the first condition, "high" the other end of the
 * bracket.
 */
final class LineSearch {
  /** c₁, the usual one. */
  static final double SUFFICIENT_DECREASE = 1e-4;

  private static final int MOST_EVALUATIONS = 40;

  /** A trial keeps this share of the bracket away from its ends. */
  private static final double MARGIN = 0.1;

  private final Objective objective;
  private final double curvature;
  private final int evaluationLimit;
  private final boolean single;

  /** The point of the trial, 1×n: the caller's. */
  private final Matrix theta;

  /** Where the search began, 1×n. */
  final Matrix start;

  /** ∇f there. */
  final Matrix startGradient;

  /** p, 1×n. */
  final Matrix direction;

  /** ∇f at θ. */
  final Matrix gradient;

  private final Matrix lowGradient;

  int evaluations;
  double cost;
  double slope;
  double step;

  private double startCost;
  private double startSlope;
  private double lowStep;
  private double lowCost;
  private double lowSlope;
  private double highStep;
  private double highCost;
  private double highSlope;

  /** A search that changes {@code theta}; {@code curvature} is c₂. */
  LineSearch(Objective objective, Matrix theta, double curvature, int evaluationLimit) {
    this.objective = objective;
    this.theta = theta;
    this.curvature = curvature;
    this.evaluationLimit = evaluationLimit;
    Precision precision = theta.precision();
    single = precision == Precision.F32;
    start = Matrix.zeros(precision, 1, theta.cols());
    startGradient = Matrix.zeros(precision, 1, theta.cols());
    direction = Matrix.zeros(precision, 1, theta.cols());
    gradient = Matrix.zeros(precision, 1, theta.cols());
    lowGradient = Matrix.zeros(precision, 1, theta.cols());
  }

  /** Cost and gradient at θ as it is. */
  void begin() {
    cost = objective.at(theta, gradient);
    evaluations = 1;
  }

  /** The slope there. */
  double startSlope() {
    return startSlope;
  }

  /**
   * Moves θ, cost, gradient and slope along the direction, which must descend.
   *
   * @return whether both conditions hold; if not, θ is where the cost was lowest, maybe where it
   *     was
   */
  boolean search(double firstStep) {
    start.copyFrom(theta);
    startGradient.copyFrom(gradient);
    startCost = cost;
    startSlope = Reductions.dot(gradient, direction);
    step = 0;
    slope = startSlope;
    trialIsLow();
    int limit = Math.min(evaluationLimit, evaluations + MOST_EVALUATIONS);
    double next = firstStep;
    while (evaluations < limit) {
      tryStep(next);
      if (isTooLong()) {
        trialIsHigh();
        return zoom(limit);
      }
      if (isFlat()) {
        return true;
      }
      if (slope >= 0) {
        lowIsHigh();
        trialIsLow();
        return zoom(limit);
      }
      trialIsHigh();
      double cubic = cubicMinimum();
      next = cubic > 2 * step ? Math.min(cubic, 10 * step) : 2 * step;
      trialIsLow();
    }
    return false;
  }

  private boolean zoom(int limit) {
    while (evaluations < limit) {
      double next = rounded(between());
      if (next == lowStep || next == highStep) {
        break;
      }
      tryStep(next);
      if (isTooLong()) {
        trialIsHigh();
      } else {
        if (isFlat()) {
          return true;
        }
        if (slope * (highStep - lowStep) >= 0) {
          lowIsHigh();
        }
        trialIsLow();
      }
    }
    backToLow();
    return false;
  }

  private void tryStep(double length) {
    step = rounded(length);
    theta.copyFrom(start);
    Updates.addScaled(step, direction, theta);
    cost = objective.at(theta, gradient);
    slope = Reductions.dot(gradient, direction);
    evaluations++;
  }

  /** Steps are what the precision of θ can tell apart. */
  private double rounded(double length) {
    return single ? (float) length : length;
  }

  private boolean isFinite() {
    return Double.isFinite(cost) && Double.isFinite(slope);
  }

  private boolean isTooLong() {
    return !isFinite()
        || cost > startCost + SUFFICIENT_DECREASE * step * startSlope
        || cost >= lowCost;
  }

  private boolean isFlat() {
    return Math.abs(slope) <= -curvature * startSlope;
  }

  /** A step inside the bracket: the minimum of the cubic, away from the ends. */
  private double between() {
    double width = highStep - lowStep;
    if (!Double.isFinite(highCost) || !Double.isFinite(highSlope)) {
      return lowStep + width / 4;
    }
    double share = (cubicMinimum() - lowStep) / width;
    share = Double.isNaN(share) ? 0.5 : Math.min(1 - MARGIN, Math.max(MARGIN, share));
    return lowStep + share * width;
  }

  /** The minimum of the cubic with the costs and slopes of low and high; NaN if it has none. */
  private double cubicMinimum() {
    double width = highStep - lowStep;
    double d1 = lowSlope + highSlope - 3 * (highCost - lowCost) / width;
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - lowSlope * highSlope), width);
    return highStep - width * (highSlope + d2 - d1) / (highSlope - lowSlope + 2 * d2);
  }

  private void trialIsLow() {
    lowStep = step;
    lowCost = cost;
    lowSlope = slope;
    lowGradient.copyFrom(gradient);
  }

  private void trialIsHigh() {
    highStep = step;
    highCost = cost;
    highSlope = slope;
  }

  private void lowIsHigh() {
    highStep = lowStep;
    highCost = lowCost;
    highSlope = lowSlope;
  }

  private void backToLow() {
    step = lowStep;
    cost = lowCost;
    slope = lowSlope;
    gradient.copyFrom(lowGradient);
    theta.copyFrom(start);
    if (step > 0) {
      Updates.addScaled(step, direction, theta);
    }
  }
}
