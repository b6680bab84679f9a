package dev.lanewise.optim;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.function.Predicate;

/**
 * Finds a minimum of a smooth cost of one flat parameter vector, in either precision: full-batch
 * training. Each iteration chooses a direction of descent and searches along it for a step that
 * satisfies the strong Wolfe conditions, so the cost falls from iteration to iteration.
 *
 * <p>All vectors are made when a minimisation begins; after that nothing is allocated. Vectors are
 * added and multiplied by {@link Reductions} and {@link dev.lanewise.elementwise.Updates}, so with
 * a cost that has the same bits for any number of threads and any vector width the minimum has them
 * too. A minimizer has no state: any thread may use it.
 */
public abstract sealed class Minimizer permits Lbfgs, ConjugateGradient {
  private final double curvature;

  /** A minimizer whose steps satisfy the curvature condition with this c₂. */
  Minimizer(double curvature) {
    this.curvature = curvature;
  }

  /** How one minimisation chooses its directions. */
  interface Directions {
    /** Forgets what it knows of the cost. */
    void forget();

    /** Whether there is something to forget. */
    boolean knows();

    /** Learns from a step from (start, startGradient) to (θ, gradient). */
    void learn(LineSearch search, Matrix theta);

    /** Overwrites {@code search.direction}; maybe no descent. */
    void choose(LineSearch search);

    /** The first step to try along the direction. */
    double firstStep(LineSearch search, double gradientNorm);
  }

  /** Directions for n parameters. */
  abstract Directions directions(Precision precision, int n);

  /** {@link #minimize(Objective, Matrix, Stopping, Predicate)} with {@link Stopping#defaults}. */
  public final Minimum minimize(Objective objective, Matrix theta) {
    return minimize(objective, theta, Stopping.defaults(), progress -> true);
  }

  /**
   * Overwrites {@code theta}, where the search begins, with the best parameters found.
   *
   * @param theta 1×n
   * @param goOn called after each iteration; it stops where it says false
   * @throws IllegalArgumentException if theta is not 1×n
   */
  public final Minimum minimize(
      Objective objective, Matrix theta, Stopping stopping, Predicate<Progress> goOn) {
    Shapes.checkRowMajor("theta", theta, theta.precision(), 1, theta.cols());
    LineSearch search = new LineSearch(objective, theta, curvature, stopping.evaluations());
    Directions directions = directions(theta.precision(), theta.cols());
    Progress progress = new Progress();
    search.begin();
    progress.cost = search.cost;
    progress.gradientNorm = Reductions.norm2(search.gradient);
    progress.evaluations = search.evaluations;
    StopReason reason = reasonAtStart(progress, stopping);
    while (reason == null) {
      reason = iterate(search, directions, theta, progress, stopping, goOn);
    }
    return new Minimum(
        reason, progress.iterations, progress.evaluations, progress.cost, progress.gradientNorm);
  }

  private static StopReason reasonAtStart(Progress progress, Stopping stopping) {
    if (!Double.isFinite(progress.cost) || !Double.isFinite(progress.gradientNorm)) {
      return StopReason.NOT_FINITE;
    }
    return progress.gradientNorm <= stopping.gradientNorm() ? StopReason.GRADIENT_NORM : null;
  }

  /** One iteration; returns why to stop, or null. */
  private static StopReason iterate(
      LineSearch search,
      Directions directions,
      Matrix theta,
      Progress progress,
      Stopping stopping,
      Predicate<Progress> goOn) {
    if (progress.iterations >= stopping.iterations()) {
      return StopReason.ITERATIONS;
    }
    boolean satisfied = search(search, directions, progress);
    if (search.step == 0 && directions.knows()) {
      directions.forget();
      satisfied = search(search, directions, progress);
    }
    progress.evaluations = search.evaluations;
    boolean spent = search.evaluations >= stopping.evaluations();
    if (search.step == 0) {
      return spent ? StopReason.EVALUATIONS : StopReason.NO_LOWER_COST;
    }
    if (satisfied) {
      directions.learn(search, theta);
    } else {
      directions.forget();
    }
    progress.iterations++;
    progress.previousCost = progress.cost;
    progress.cost = search.cost;
    progress.gradientNorm = Reductions.norm2(search.gradient);
    progress.step = search.step;
    progress.slopeBefore = search.startSlope();
    progress.slopeAfter = search.slope;
    boolean stop = !goOn.test(progress);
    if (progress.gradientNorm <= stopping.gradientNorm()) {
      return StopReason.GRADIENT_NORM;
    }
    double scale = Math.max(Math.abs(progress.cost), Math.abs(progress.previousCost));
    if (progress.previousCost - progress.cost <= stopping.relativeChange() * scale) {
      return StopReason.RELATIVE_CHANGE;
    }
    return stop ? StopReason.LISTENER : spent ? StopReason.EVALUATIONS : null;
  }

  private static boolean search(LineSearch search, Directions directions, Progress progress) {
    directions.choose(search);
    double slope = Reductions.dot(search.gradient, search.direction);
    if (!(slope < 0 && slope > Double.NEGATIVE_INFINITY)) {
      directions.forget();
      directions.choose(search);
    }
    return search.search(directions.firstStep(search, progress.gradientNorm));
  }

  /** Overwrites the direction with −∇f. */
  static void steepest(LineSearch search) {
    search.direction.copyFrom(search.gradient);
    Elementwise.scale(search.direction, -1);
  }

  /** The first step along −∇f: of length 1 at most. */
  static double steepestStep(double gradientNorm) {
    return Math.min(1, 1 / gradientNorm);
  }
}
