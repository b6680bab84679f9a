package dev.lanewise.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;

/** Where training stands: whole epochs, the steps of the one that is on, and the best so far. */
final class TrainingState {
  private final List<Epoch> epochs = new ArrayList<>();
  private final Watch watch;
  private int steps;
  private double lossSum;
  private double seconds;

  /** At the beginning; no rule of early stopping if that is null. */
  TrainingState(EarlyStopping rule) {
    watch = rule == null ? null : new Watch(rule);
  }

  List<Epoch> epochs() {
    return epochs;
  }

  /** Early stopping at work; null without it. */
  Watch watch() {
    return watch;
  }

  /** Steps of the present epoch that are done. */
  int steps() {
    return steps;
  }

  /** Σ loss·weight over the steps of the present epoch, a sample weighing 1 unless told. */
  double lossSum() {
    return lossSum;
  }

  double seconds() {
    return seconds;
  }

  void stepDone(double loss) {
    steps++;
    lossSum += loss;
  }

  /** Adds the time since {@code start} to the present epoch; returns the present time. */
  long takeTime(long start) {
    long now = System.nanoTime();
    seconds += (now - start) * 1e-9;
    return now;
  }

  Epoch epochDone(
      DataSet data, double learningRate, Metrics train, Metrics validation, Network network) {
    Epoch epoch =
        new Epoch(
            epochs.size() + 1,
            data.size(),
            seconds,
            lossSum / data.totalWeight(),
            learningRate,
            train,
            validation);
    epochs.add(epoch);
    steps = 0;
    lossSum = 0;
    seconds = 0;
    if (watch != null) {
      watch.report(epoch, network);
    }
    return epoch;
  }

  /** Goes on from within an epoch. */
  void restore(List<Epoch> epochs, int steps, double lossSum, double seconds) {
    this.epochs.addAll(epochs);
    this.steps = steps;
    this.lossSum = lossSum;
    this.seconds = seconds;
  }

  boolean isOver() {
    return watch != null && watch.isOver();
  }

  int bestEpoch() {
    return watch == null ? epochs.size() : watch.bestEpoch();
  }

  void restoreBest(Network network) {
    if (watch != null) {
      watch.restoreBest(network);
    }
  }
}
