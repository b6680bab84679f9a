package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/** One pass over rows that do not depend on each other, in ranges of them. */
final class RowPass extends RangePass {
  /** What is done to each row. */
  enum Operation {
    /** out ← softmax x. */
    SOFTMAX(16),
    /** out ← log softmax x. */
    LOG_SOFTMAX(16),
    /** out ← log Σ exp x. */
    LOG_SUM_EXP(16),
    /** out ← Σ x. */
    SUM(1),
    /** columns ← arg max x. */
    ARG_MAX(2);

    /** Time for an element over that of a ReLU. */
    final int cost;

    Operation(int cost) {
      this.cost = cost;
    }
  }

  private static final Pool<RowPass> POOL = new Pool<>(RowPass::new);

  private Operation operation;
  private Matrix x;
  private Matrix out;
  private int[] columns;

  private RowPass() {}

  static void run(Operation operation, Matrix x, Matrix out) {
    run(operation, x, out, null);
  }

  static void argMax(Matrix x, int[] columns) {
    run(Operation.ARG_MAX, x, null, columns);
  }

  private static void run(Operation operation, Matrix x, Matrix out, int[] columns) {
    RowPass pass = POOL.take();
    pass.operation = operation;
    pass.x = x;
    pass.out = out;
    pass.columns = columns;
    try {
      pass.runRanges(x.rows(), ROWS, x, operation.cost);
    } finally {
      pass.x = null;
      pass.out = null;
      pass.columns = null;
      POOL.give(pass);
    }
  }

  @Override
  void run(int from, int to) {
    RowKernels kernels = RowKernels.of(x.precision());
    switch (operation) {
      case SOFTMAX -> kernels.softmax(x, out, from, to);
      case LOG_SOFTMAX -> kernels.logSoftmax(x, out, from, to);
      case LOG_SUM_EXP -> kernels.logSumExp(x, out, from, to);
      case SUM -> kernels.rowSums(x, out, from, to);
      case ARG_MAX -> kernels.argMax(x, columns, from, to);
    }
  }
}
