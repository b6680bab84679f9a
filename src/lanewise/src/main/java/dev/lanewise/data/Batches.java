package dev.lanewise.data;

import dev.lanewise.matrix.Matrix;
import java.util.random.RandomGenerator;

/**
 * Cuts a data set into mini-batches, in a new order each epoch. The samples of a batch are copied
 * into the same two matrices every time, so a warm epoch allocates nothing.
 *
 * <p>Epoch e's order is the permutation of epoch e − 1 shuffled again (Fisher–Yates) with one
 * L64X128MixRandom that the seed starts; before the first, samples are in their own order.
 */
public final class Batches {
  private final DataSet data;
  private final int batchSize;
  private final int[] order;
  private final RandomGenerator random;
  private final Matrix inputs;
  private final Matrix targets;
  private final Matrix lastInputs;
  private final Matrix lastTargets;

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
    this.random = DataSet.random(seed);
    order = new int[data.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    inputs = Matrix.zeros(data.inputs().precision(), this.batchSize, data.inputs().cols());
    targets = Matrix.zeros(data.inputs().precision(), this.batchSize, data.targets().cols());
    int rest = data.size() - (count() - 1) * this.batchSize;
    boolean full = rest == this.batchSize;
    lastInputs = full ? inputs : inputs.rowRange(0, rest);
    lastTargets = full ? targets : targets.rowRange(0, rest);
  }

  /** Number of batches in an epoch. */
  public int count() {
    return (data.size() - 1) / batchSize + 1;
  }

  /** Draws the order of the next epoch. */
  public void shuffle() {
    DataSet.shuffle(order, random);
  }

  /** Copies the samples of batch {@code index} into {@link #inputs} and {@link #targets}. */
  public void load(int index) {
    int from = index * batchSize;
    int rows = Math.min(batchSize, data.size() - from);
    for (int i = 0; i < rows; i++) {
      copyRow(data.inputs(), order[from + i], inputs, i);
      copyRow(data.targets(), order[from + i], targets, i);
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

  private static void copyRow(Matrix from, int fromRow, Matrix to, int toRow) {
    System.arraycopy(
        from.array(),
        from.offset() + fromRow * from.leadingDimension(),
        to.array(),
        to.offset() + toRow * to.leadingDimension(),
        from.cols());
  }
}
