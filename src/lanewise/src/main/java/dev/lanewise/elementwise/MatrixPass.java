package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * One pass over a call's matrices, in chunks of 256 rows, cut by rows or, where these are few, by
 * columns. Column sums are numerics v1 whoever ran which chunk: each chunk leaves sums of its own,
 * which are added in ascending order after the last.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class MatrixPass<V> extends RangePass {
  /** What is done; in brackets the operands beside first and out. */
  enum Operation {
    /** out ← f(first + row) (row may be null). */
    ACTIVATE,
    /** out ← first ⊙ f′(second). */
    TIMES_DERIVATIVE,
    /** out ← first where it is positive, else row·first. */
    PARAMETRIC_RELU,
    /** out ← first times the derivative at second with slopes row; sums ← the slopes' gradient. */
    TIMES_PARAMETRIC_RELU_DERIVATIVE,
    /** out ← −(first − second)·second·(1 − second). */
    SIGMOID_OUTPUT_DELTA,
    /** out ← (first + row)·second·(1 − second). */
    SIGMOID_HIDDEN_DELTA,
    /** out ← first·second, +0 where second is 0. */
    TIMES_MASK,
    /** sums ← Σ first. */
    COLUMN_SUMS
  }

  private static final int CHUNK = ElementwiseKernels.CHUNK;

  private static final Pool<MatrixPass<float[]>> FLOATS =
      new Pool<>(() -> new MatrixPass<>(KernelChoice.FLOAT, MatrixPass.FLOATS));
  private static final Pool<MatrixPass<double[]>> DOUBLES =
      new Pool<>(() -> new MatrixPass<>(KernelChoice.DOUBLE, MatrixPass.DOUBLES));

  private final ElementwiseKernels<V> kernels;
  private final Pool<MatrixPass<V>> pool;
  private Operation operation;
  private Activation f;
  private Matrix first;
  private Matrix second;
  private Matrix row;
  private Matrix out;
  private Matrix sums;
  private boolean byColumns;

  /** Whether the sums of one chunk are all. */
  private boolean oneChunk;

  /** Sums of the chunks, one row each. */
  private V partial;

  /** The one slope of all columns, as often as there are columns. */
  private V slopes;

  private MatrixPass(ElementwiseKernels<V> kernels, Pool<MatrixPass<V>> pool) {
    this.kernels = kernels;
    this.pool = pool;
    partial = kernels.allocate(0);
    slopes = kernels.allocate(0);
  }

  /** A pass to {@link #run}, which gives it back. */
  static MatrixPass<?> of(Precision precision) {
    return precision == Precision.F32 ? FLOATS.take() : DOUBLES.take();
  }

  /** Runs an operation; what it does not need is null. */
  void run(
      Operation operation,
      Activation f,
      Matrix first,
      Matrix second,
      Matrix row,
      Matrix out,
      Matrix sums) {
    this.operation = operation;
    this.f = f;
    this.first = first;
    this.second = second;
    this.row = row;
    this.out = out;
    this.sums = sums;
    try {
      int chunks = Math.max(1, Ranges.tiles(first.rows(), CHUNK));
      oneChunk = chunks == 1 && sums != null && !hasOneSlope();
      if (sums != null && !oneChunk) {
        partial = atLeast(Math.multiplyExact(chunks, first.cols()), partial);
      }
      if (hasOneSlope()) {
        slopes = atLeast(first.cols(), slopes);
        kernels.fill(first.cols(), row.get(0, 0), slopes, 0);
      }
      runRanges();
      if (sums != null && !oneChunk) {
        addUp(chunks);
      }
    } finally {
      this.first = null;
      this.second = null;
      this.row = null;
      this.out = null;
      this.sums = null;
      pool.give(this);
    }
  }

  private V atLeast(int length, V array) {
    return kernels.length(array) < length ? kernels.allocate(length) : array;
  }

  /** Whether there is one slope, for more or fewer columns. */
  private boolean hasOneSlope() {
    return row != null && row.cols() != first.cols();
  }

  private void addUp(int chunks) {
    int n = first.cols();
    for (int chunk = 1; chunk < chunks; chunk++) {
      kernels.add(n, partial, 0, partial, chunk * n, partial, 0);
    }
    if (hasOneSlope()) {
      sums.set(0, 0, kernels.sum(n, partial, 0));
    } else {
      System.arraycopy(partial, 0, kernels.array(sums), sums.offset(), n);
    }
  }

  /** By rows where there are enough of them for the team, as those of a range lie together. */
  private void runRanges() {
    int rowTile = sums == null ? ROWS : CHUNK;
    int wanted = Math.min(Ranges.tiles(first.cols(), ELEMENTS), Workers.shared().threads());
    byColumns = Ranges.tiles(first.rows(), rowTile) < wanted;
    if (byColumns) {
      runRanges(first.cols(), ELEMENTS, first, cost());
    } else {
      runRanges(first.rows(), rowTile, first, cost());
    }
  }

  private int cost() {
    boolean simple =
        switch (operation) {
          case ACTIVATE ->
              f.kind() == Activation.Kind.IDENTITY
                  || f.kind() == Activation.Kind.RELU
                  || f.kind() == Activation.Kind.LEAKY_RELU;
          case TIMES_DERIVATIVE ->
              f.derivativeFrom() == Activation.Source.OUTPUT
                  && f.kind() != Activation.Kind.SOFTPLUS;
          default -> true;
        };
    return simple ? 1 : FUNCTION_COST;
  }

  @Override
  void run(int from, int to) {
    int rows = byColumns ? first.rows() : to;
    int row = byColumns ? 0 : from;
    do { // once when there are no rows, so that sums are zeros
      int height = Math.min(CHUNK, rows - row);
      if (byColumns) {
        chunk(row, height, from, to - from);
      } else {
        chunk(row, height, 0, first.cols());
      }
      row += CHUNK;
    } while (row < rows);
  }

  private void chunk(int from, int rows, int col, int cols) {
    V sumsArray = sums == null ? null : oneChunk ? kernels.array(sums) : partial;
    int sumsOff = oneChunk ? sums.offset() + col : from / CHUNK * first.cols() + col;
    V x = kernels.array(first);
    int xLd = first.leadingDimension();
    int xOff = first.offset() + from * xLd + col;
    V y = second == null ? null : kernels.array(second);
    int yLd = second == null ? 0 : second.leadingDimension();
    int yOff = second == null ? 0 : second.offset() + from * yLd + col;
    V r = row == null ? null : hasOneSlope() ? slopes : kernels.array(row);
    int rOff = row == null || hasOneSlope() ? col : row.offset() + col;
    V z = out == null ? null : kernels.array(out);
    int zLd = out == null ? 0 : out.leadingDimension();
    int zOff = out == null ? 0 : out.offset() + from * zLd + col;
    switch (operation) {
      case ACTIVATE -> kernels.activate(f, rows, cols, x, xOff, xLd, r, rOff, z, zOff, zLd);
      case TIMES_DERIVATIVE ->
          kernels.timesDerivative(f, rows, cols, x, xOff, xLd, y, yOff, yLd, z, zOff, zLd);
      case PARAMETRIC_RELU ->
          kernels.parametricRelu(rows, cols, x, xOff, xLd, r, rOff, z, zOff, zLd);
      case TIMES_PARAMETRIC_RELU_DERIVATIVE ->
          kernels.timesParametricReluDerivative(
              rows, cols, x, xOff, xLd, y, yOff, yLd, r, rOff, z, zOff, zLd, sumsArray, sumsOff);
      case SIGMOID_OUTPUT_DELTA ->
          kernels.sigmoidOutputDelta(
              rows, cols, x, xOff, xLd, y, yOff, yLd, z, zOff, zLd, sumsArray, sumsOff);
      case SIGMOID_HIDDEN_DELTA ->
          kernels.sigmoidHiddenDelta(
              rows, cols, x, xOff, xLd, r, rOff, y, yOff, yLd, z, zOff, zLd, sumsArray, sumsOff);
      case TIMES_MASK -> kernels.timesMask(rows, cols, x, xOff, xLd, y, yOff, yLd, z, zOff, zLd);
      case COLUMN_SUMS -> kernels.columnSums(rows, cols, x, xOff, xLd, sumsArray, sumsOff);
    }
  }
}
