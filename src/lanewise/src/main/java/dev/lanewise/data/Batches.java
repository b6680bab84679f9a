package dev.lanewise.data;

import dev.lanewise.matrix.Matrix;

/**
 * Cuts a data set into mini-batches, in a new order each epoch. The samples of a batch are copied
 * into the same two matrices every time, so a warm epoch allocates nothing.
 *
 * <p>The order of an epoch is a function of seed and epoch alone, so that training can begin again
 * at any batch of any epoch: samples 0 … m − 1, shuffled (Fisher–Yates from the end) by a new
 * L64X128MixRandom with the seed {@code mix(seed + epoch·0x9E3779B97F4A7C15)}, where mix is the
 * finaliser of SplitMix64 (Stafford's variant 13). Before the first shuffle, samples are in their
 * own order.
 */
public final class Batches {
  private final DataSet data;
  private final int batchSize;
  private final long seed;
  private final int[] order;
  private final Matrix inputs;
  private final Matrix targets;
  private final Matrix lastInputs;
  private final Matrix lastTargets;

  /** Weights of samples, as many rows as targets; null for ones. */
  private final Matrix weights;

  private final Matrix lastWeights;

  /**
   * Batches of {@code batchSize} samples; the last one holds what is left.
   *
   * @throws IllegalArgumentException if batchSize is not positive or there is no sample
   */
  public Batches(DataSet data, int batchSize, long seed) {
    if (batchSize < 1 || data.size() == 0) {
      throw new IllegalArgumentException(
          "batches of " + batchSize + " out of " + data.size() + " samples");
    }
    this.data = data;
    this.batchSize = Math.min(batchSize, data.size());
    this.seed = seed;
    order = new int[data.size()];
    inOrder();
    inputs = Matrix.zeros(data.inputs().precision(), this.batchSize, data.inputs().cols());
    targets = Matrix.zeros(data.inputs().precision(), this.batchSize, data.targets().cols());
    int rest = data.size() - (count() - 1) * this.batchSize;
    boolean full = rest == this.batchSize;
    lastInputs = full ? inputs : inputs.rowRange(0, rest);
    lastTargets = full ? targets : targets.rowRange(0, rest);
    boolean weighted = data.weights().isPresent();
    weights = weighted ? Matrix.zeros(data.inputs().precision(), this.batchSize, 1) : null;
    lastWeights = full || !weighted ? weights : weights.rowRange(0, rest);
  }

  /** Number of batches in an epoch. */
  public int count() {
    return (data.size() - 1) / batchSize + 1;
  }

  /** Number of samples in batches {@code from} to {@code to} − 1. */
  public int samples(int from, int to) {
    return Math.min(to * batchSize, data.size()) - from * batchSize;
  }

  /** What the samples in batches {@code from} to {@code to} − 1 count, in the present order. */
  public double weight(int from, int to) {
    int count = samples(from, to);
    double sum = 0;
    for (int i = 0; i < count && weights != null; i++) {
      sum += data.weight(order[from * batchSize + i]);
    }
    return weights == null ? count : sum;
  }

  /** Puts the samples in the order of an epoch, whatever their order was; allocates a generator. */
  public void shuffle(int epoch) {
    inOrder();
    DataSet.shuffle(order, DataSet.random(mix(seed + epoch * 0x9E3779B97F4A7C15L)));
  }

  private void inOrder() {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** Seeds of neighbouring epochs differ in about half their bits. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Copies batch {@code index} into {@link #inputs}, {@link #targets}, {@link #weights}. */
  public void load(int index) {
    int from = index * batchSize;
    int rows = Math.min(batchSize, data.size() - from);
    for (int i = 0; i < rows; i++) {
      copyRow(data.inputs(), order[from + i], inputs, i);
      copyRow(data.targets(), order[from + i], targets, i);
      if (weights != null) {
        weights.set(i, 0, data.weight(order[from + i]));
      }
    }
  }

  /**
   * Inputs of batch {@code index} after {@link #load}: the same matrix for all batches of {@code
   * batchSize} samples, another one for a last batch with fewer.
   */
  public Matrix inputs(int index) {
    return index == count() - 1 ? lastInputs : inputs;
  }

  /** Targets of batch {@code index} after {@link #load}. */
  public Matrix targets(int index) {
    return index == count() - 1 ? lastTargets : targets;
  }

  /** Weights of batch {@code index} after {@link #load}; null for ones. */
  public Matrix weights(int index) {
    return index == count() - 1 ? lastWeights : weights;
  }

  private static void copyRow(Matrix from, int fromRow, Matrix to, int toRow) {
    System.arraycopy(
        from.array(),
        from.offset() + fromRow * from.leadingDimension(),
        to.array(),
        to.offset() + toRow * to.leadingDimension(),
        from.cols());
  }
}
