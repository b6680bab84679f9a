package dev.lanewise.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;

/**
 * How well a network does on a data set.
 *
 * @param loss mean loss, weight decay included
 * @param accuracy share of samples whose largest prediction is at the largest target; predictions
 *     with a NaN are wrong
 */
public record Metrics(double loss, double accuracy) {
  private static final int ROWS = 256;

  /**
   * Evaluates a network on all samples, in batches of 256; each counts as much as its weight.
   *
   * @throws IllegalArgumentException if the data set is empty or does not fit the network
   */
  public static Metrics of(Network network, DataSet data) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("a data set without samples has no metrics");
    }
    double right = 0;
    for (int from = 0; from < data.size(); from += ROWS) {
      int to = Math.min(from + ROWS, data.size());
      Matrix x = data.inputs().rowRange(from, to);
      Matrix predictions = network.predict(x);
      int[] classes = new int[to - from];
      Reductions.argMax(predictions, classes);
      for (int i = 0; i < classes.length; i++) {
        boolean hit = classes[i] == data.label(from + i);
        right += hit && !Double.isNaN(predictions.get(i, classes[i])) ? data.weight(from + i) : 0;
      }
    }
    return new Metrics(
        network.evaluate(data.inputs(), data.targets(), data.weights().orElse(null)),
        right / data.totalWeight());
  }
}
