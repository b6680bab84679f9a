package dev.lanewise.train;

import java.util.Objects;

/**
 * Ends training when a metric on the validation data no longer improves.
 *
 * @param watched which metric
 * @param patience training ends after so many epochs in a row without an improvement
 * @param leastImprovement by how much a value must be better than the best so far, at least; 0:
 *     anything better
 * @param restoreBest whether the network ends with the parameters and running statistics of the
 *     best epoch
 */
public record EarlyStopping(
    Watched watched, int patience, double leastImprovement, boolean restoreBest) {
  /** A metric that can be watched. */
  public enum Watched {
    /** The loss, the lower the better. */
    LOSS,
    /** The accuracy, the higher the better. */
    ACCURACY;

    /** The metric as a number that is to become small. */
    double cost(Metrics metrics) {
      return this == LOSS ? metrics.loss() : -metrics.accuracy();
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if patience is not positive, or leastImprovement negative, NaN
   *     or infinite
   */
  public EarlyStopping {
    Objects.requireNonNull(watched, "watched");
    if (patience < 1 || !(leastImprovement >= 0) || Double.isInfinite(leastImprovement)) {
      throw new IllegalArgumentException(
          "patience "
              + patience
              + ", least improvement "
              + leastImprovement
              + ": must be positive, and 0 or more and finite");
    }
  }

  /** Watches the loss, takes any improvement, ends with the best parameters. */
  public EarlyStopping(int patience) {
    this(Watched.LOSS, patience, 0, true);
  }
}
