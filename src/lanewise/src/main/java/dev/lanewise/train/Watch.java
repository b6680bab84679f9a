package dev.lanewise.train;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;

/** Early stopping at work: the best epoch so far, and the network's numbers then. */
final class Watch {
  private final EarlyStopping rule;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private int waited;
  private Matrix parameters;
  private Matrix state;

  Watch(EarlyStopping rule) {
    this.rule = rule;
  }

  /** Takes an epoch into account. */
  void report(Epoch epoch, Network network) {
    double cost = rule.watched().cost(epoch.validation());
    if (bestEpoch > 0 && !(cost < best - rule.leastImprovement())) {
      waited++;
      return;
    }
    // The first epoch is the best one so far, even if its metric is NaN.
    best = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    bestEpoch = epoch.number();
    waited = 0;
    if (rule.restoreBest()) {
      parameters = network.parameters().flat().copy();
      state = network.state().flat().copy();
    }
  }

  boolean isOver() {
    return waited >= rule.patience();
  }

  /** Whether the numbers of the best epoch are kept. */
  boolean keepsBest() {
    return rule.restoreBest();
  }

  int bestEpoch() {
    return bestEpoch;
  }

  double best() {
    return best;
  }

  int waited() {
    return waited;
  }

  /** Parameters of the best epoch, 1×n; null before the first one or if they are not to be kept. */
  Matrix parameters() {
    return parameters;
  }

  /** Running statistics of the best epoch. */
  Matrix state() {
    return state;
  }

  void restore(double best, int bestEpoch, int waited, Matrix parameters, Matrix state) {
    this.best = best;
    this.bestEpoch = bestEpoch;
    this.waited = waited;
    this.parameters = parameters;
    this.state = state;
  }

  /** Gives the network the numbers of its best epoch, if they were kept. */
  void restoreBest(Network network) {
    if (parameters != null) {
      network.parameters().flat().copyFrom(parameters);
      network.state().flat().copyFrom(state);
    }
  }
}
