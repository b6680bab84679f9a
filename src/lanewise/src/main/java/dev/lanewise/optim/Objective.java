package dev.lanewise.optim;

import dev.lanewise.matrix.Matrix;

/** A cost of parameters with its gradient, to be made small by a {@link Minimizer}. */
@FunctionalInterface
public interface Objective {
  /**
   * Overwrites {@code gradient} with ∂cost/∂θ and returns the cost, which must be the same whenever
   * θ is. A cost that is NaN or infinite says that θ lies outside of where there is one.
   *
   * @param theta 1×n; not to be changed
   * @param gradient 1×n, of the precision of theta
   */
  double at(Matrix theta, Matrix gradient);
}
