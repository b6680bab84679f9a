package dev.lanewise.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import java.util.Arrays;

/** Predictions for a data set beside its targets, and what they come to. */
public final class Evaluation {
  private final Matrix predictions;
  private final DataSet data;
  private final Metrics metrics;

  private Evaluation(Matrix predictions, DataSet data, Metrics metrics) {
    this.predictions = predictions;
    this.data = data;
    this.metrics = metrics;
  }

  /**
   * Evaluates a network on all samples, in batches of 256.
   *
   * @throws IllegalArgumentException if the data set is empty or does not fit the network
   */
  public static Evaluation of(Network network, DataSet data) {
    Metrics metrics = Metrics.of(network, data);
    return new Evaluation(network.predict(data.inputs()), data, metrics);
  }

  /** The predictions, a sample a row; shared. */
  public Matrix predictions() {
    return predictions;
  }

  /**
   * The class of each sample: the column of its largest prediction, the first if there are several;
   * that of the first NaN, if there is one.
   */
  public int[] classes() {
    int[] classes = new int[predictions.rows()];
    Reductions.argMax(predictions, classes);
    return classes;
  }

  /** Loss and accuracy. */
  public Metrics metrics() {
    return metrics;
  }

  /**
   * Share of samples, by their weights, whose largest target is among the k largest predictions; of
   * equal predictions the first column is the larger, and a NaN is larger than all. Where it is at
   * the target's column itself, the sample is not among them.
   *
   * @throws IllegalArgumentException if k is not positive
   */
  public double topAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("the top " + k + " predictions: must be positive");
    }
    double right = 0;
    for (int i = 0; i < data.size(); i++) {
      int label = data.label(i);
      double expected = predictions.get(i, label);
      int before = 0;
      for (int j = 0; j < predictions.cols(); j++) {
        double other = predictions.get(i, j);
        before +=
            Double.isNaN(other) || other > expected || (other == expected && j < label) ? 1 : 0;
      }
      right += before < k && !Double.isNaN(expected) ? data.weight(i) : 0;
    }
    return right / data.totalWeight();
  }

  /** Root of the mean of (prediction − target)² over samples, by their weights, and outputs. */
  public double rootMeanSquaredError() {
    double sum = 0;
    for (int i = 0; i < data.size(); i++) {
      for (int j = 0; j < predictions.cols(); j++) {
        double difference = predictions.get(i, j) - data.targets().get(i, j);
        sum += data.weight(i) * difference * difference;
      }
    }
    return Math.sqrt(sum / (data.totalWeight() * predictions.cols()));
  }

  /** Samples of each class (row) by predicted class (column), whatever they weigh. */
  public int[][] confusion() {
    int[][] counts = new int[predictions.cols()][predictions.cols()];
    int[] classes = classes();
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)][classes[i]]++;
    }
    return counts;
  }

  /** The confusion matrix as a table: rows are true classes, columns predicted ones. */
  public String confusionTable() {
    int[][] counts = confusion();
    int most = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0);
    int width = Math.max(String.valueOf(most).length(), String.valueOf(counts.length).length());
    String cell = " %" + width + "s";
    StringBuilder text = new StringBuilder("true \\ predicted");
    int margin = text.length();
    for (int j = 0; j < counts.length; j++) {
      text.append(String.format(cell, j));
    }
    for (int i = 0; i < counts.length; i++) {
      text.append(String.format("%n%" + margin + "d", i));
      for (int count : counts[i]) {
        text.append(String.format(cell, count));
      }
    }
    return text.toString();
  }
}
