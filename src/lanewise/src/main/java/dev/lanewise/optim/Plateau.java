package dev.lanewise.optim;

import java.util.Optional;

/**
 * A rate that falls when a metric no longer does: after {@code patience} reports in a row that did
 * not lie more than {@code leastImprovement} below the best one, the rate is multiplied by {@code
 * factor}, though not below {@code leastRate}, and waiting begins anew.
 *
 * <p>The metric is one that becomes small, such as the loss on validation data; give an accuracy
 * with a minus sign. A NaN is no improvement. One thread at a time may use it.
 */
public final class Plateau implements Schedule {
  /**
   * What reports have led to, for a checkpoint.
   *
   * @param rate of the next step
   * @param best lowest metric; +∞ before the first
   * @param waited reports since then, or since the rate fell
   */
  public record State(double rate, double best, int waited) {}

  private final double factor;
  private final int patience;
  private final double leastImprovement;
  private final double leastRate;
  private State state;

  /**
   * A plateau that begins with a rate.
   *
   * @throws IllegalArgumentException if the rate is not positive and finite, the factor not in (0,
   *     1), the patience not positive, or one of the others negative, NaN or infinite
   */
  public Plateau(
      double rate, double factor, int patience, double leastImprovement, double leastRate) {
    Optimizer.checkPositive("rate", rate);
    if (!(factor > 0 && factor < 1)
        || patience < 1
        || !(leastImprovement >= 0 && leastImprovement < Double.POSITIVE_INFINITY)
        || !(leastRate >= 0 && leastRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "factor "
              + factor
              + ", patience "
              + patience
              + ", least improvement "
              + leastImprovement
              + ", least rate "
              + leastRate
              + ": must be in (0, 1), positive, and twice 0 or more and finite");
    }
    this.factor = factor;
    this.patience = patience;
    this.leastImprovement = leastImprovement;
    this.leastRate = leastRate;
    state = new State(rate, Double.POSITIVE_INFINITY, 0);
  }

  /** A plateau with factor 0.1, a patience of 10 reports and no least improvement or rate. */
  public Plateau(double rate) {
    this(rate, 0.1, 10, 0, 0);
  }

  /** Takes the metric of an epoch into account. */
  public void report(double metric) {
    if (metric < state.best - leastImprovement) {
      state = new State(state.rate, metric, 0);
    } else if (state.waited + 1 < patience) {
      state = new State(state.rate, state.best, state.waited + 1);
    } else {
      double lower = Math.max(leastRate, state.rate * factor);
      state = new State(Math.min(state.rate, lower), state.best, 0);
    }
  }

  /** The rate that the reports so far have led to; {@code steps} has no part in it. */
  @Override
  public double rate(long steps) {
    return state.rate;
  }

  @Override
  public Optional<Plateau> plateau() {
    return Optional.of(this);
  }

  /** What reports have led to. */
  public State state() {
    return state;
  }

  /** Goes back, or forward, to an earlier {@link #state}. */
  public void restore(State state) {
    this.state = state;
  }
}
