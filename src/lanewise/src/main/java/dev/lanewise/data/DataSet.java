package dev.lanewise.data;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Samples: row i of the inputs belongs to row i of the targets, and to row i of the weights, if
 * there are any. Shares the matrices it was made of.
 */
public final class DataSet {
  private final Matrix inputs;
  private final Matrix targets;

  /** One a sample, m×1; null for ones. */
  private final Matrix weights;

  private DataSet(Matrix inputs, Matrix targets, Matrix weights) {
    this.inputs = inputs;
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * Samples with a target vector each.
   *
   * @param inputs m×n, no transposed view
   * @param targets m×c, no transposed view, of the same precision
   * @throws IllegalArgumentException if rows or precisions disagree
   */
  public static DataSet of(Matrix inputs, Matrix targets) {
    Shapes.checkRowMajor("inputs", inputs, inputs.precision(), inputs.rows(), inputs.cols());
    Shapes.checkRowMajor("targets", targets, inputs.precision(), inputs.rows(), targets.cols());
    return new DataSet(inputs, targets, null);
  }

  /**
   * Samples with a class each; the targets become one-hot rows.
   *
   * @param inputs m×n, no transposed view
   * @param labels m classes, 0 … classes − 1
   * @throws IllegalArgumentException if a label is out of range or the number of rows disagrees
   */
  public static DataSet labelled(Matrix inputs, int[] labels, int classes) {
    if (labels.length != inputs.rows()) {
      throw new IllegalArgumentException(
          labels.length + " labels for inputs of " + Shapes.describe(inputs));
    }
    Matrix targets = Matrix.zeros(inputs.precision(), labels.length, classes);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of sample " + i + " is not in 0.." + (classes - 1));
      }
      targets.set(i, labels[i], 1);
    }
    return of(inputs, targets);
  }

  /**
   * The same samples with a weight each: in training and evaluation a sample of weight 2 counts as
   * if it were there twice, one of weight 0 as if it were not there (SampleWeightsTest).
   *
   * @param weights m×1, no transposed view, of the precision of the inputs
   * @throws IllegalArgumentException if shape or precision disagree, a weight is negative or not
   *     finite, or all are 0
   */
  public DataSet withWeights(Matrix weights) {
    Shapes.checkRowMajor("weights", weights, inputs.precision(), size(), 1);
    double sum = 0;
    for (int i = 0; i < weights.rows(); i++) {
      double weight = weights.get(i, 0);
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "weight " + weight + " of sample " + i + ": must be 0 or more and finite");
      }
      sum += weight;
    }
    if (size() > 0 && sum == 0) {
      throw new IllegalArgumentException("all " + size() + " weights are 0");
    }
    return new DataSet(inputs, targets, weights);
  }

  /**
   * Other inputs with the same targets and weights, such as standardised ones.
   *
   * @throws IllegalArgumentException if rows or precisions disagree
   */
  public DataSet withInputs(Matrix inputs) {
    return new DataSet(inputs, of(inputs, targets).targets, weights);
  }

  /** One weight a sample, m×1; empty for ones. */
  public Optional<Matrix> weights() {
    return Optional.ofNullable(weights);
  }

  /** What sample i counts. */
  public double weight(int i) {
    return weights == null ? 1 : weights.get(i, 0);
  }

  /** What all samples count. */
  public double totalWeight() {
    double sum = 0;
    for (int i = 0; i < size() && weights != null; i++) {
      sum += weights.get(i, 0);
    }
    return weights == null ? size() : sum;
  }

  /** Number of samples. */
  public int size() {
    return inputs.rows();
  }

  /** The inputs, one sample a row. */
  public Matrix inputs() {
    return inputs;
  }

  /** The targets, one sample a row. */
  public Matrix targets() {
    return targets;
  }

  /** The class of sample i: the first column with its largest target. */
  public int label(int i) {
    int best = 0;
    for (int j = 1; j < targets.cols(); j++) {
      if (targets.get(i, j) > targets.get(i, best)) {
        best = j;
      }
    }
    return best;
  }

  /** The same samples in another precision, copied if it differs. */
  public DataSet to(Precision precision) {
    return precision == inputs.precision()
        ? this
        : new DataSet(
            inputs.to(precision),
            targets.to(precision),
            weights == null ? null : weights.to(precision));
  }

  /** A copy of samples {@code from} (inclusive) to {@code to} (exclusive) of {@code order}. */
  public DataSet select(int[] order, int from, int to) {
    Matrix x = Matrix.zeros(inputs.precision(), to - from, inputs.cols());
    Matrix y = Matrix.zeros(inputs.precision(), to - from, targets.cols());
    Matrix w = weights == null ? null : Matrix.zeros(inputs.precision(), to - from, 1);
    for (int i = from; i < to; i++) {
      x.row(i - from).copyFrom(inputs.row(order[i]));
      y.row(i - from).copyFrom(targets.row(order[i]));
      if (w != null) {
        w.row(i - from).copyFrom(weights.row(order[i]));
      }
    }
    return new DataSet(x, y, w);
  }

  /**
   * Cuts the samples at random in two.
   *
   * @param testSize number of samples of the second part
   * @param seed seed of the permutation, {@link #permutation}
   * @throws IllegalArgumentException if testSize is negative or more than {@link #size}
   */
  public Split split(int testSize, long seed) {
    if (testSize < 0 || testSize > size()) {
      throw new IllegalArgumentException(
          "a test part of " + testSize + " samples out of " + size());
    }
    int[] order = permutation(size(), random(seed));
    int border = size() - testSize;
    return new Split(select(order, 0, border), select(order, border, size()));
  }

  /** The two parts of a {@link #split}. */
  public record Split(DataSet train, DataSet test) {}

  /** The generator of all permutations: L64X128MixRandom, seeded with one {@code long}. */
  static RandomGenerator random(long seed) {
    return java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static int[] permutation(int length, RandomGenerator random) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
    shuffle(order, random);
    return order;
  }

  /** Fisher–Yates from the end: entry i changes places with one of 0 … i. */
  static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }
}
