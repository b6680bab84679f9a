package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/** One pass over rows that do not depend on each other, in ranges of them. */
final class RowPass extends RangePass {
  /** What is done to each row. */
  enum Operation {
    /** out ← softmax x. */
    SOFTMAX,
    /** out ← log softmax x. */
    LOG_SOFTMAX,
    /** out ← log Σ exp x. */
    LOG_SUM_EXP,
    /** out ← Σ x. */
    SUM
  }

  /** Time for an element of a softmax over that of a ReLU. */
  private static final int EXP_COST = 16;

  private static final Pool<RowPass> POOL = new Pool<>(RowPass::new);

  private Operation operation;
  private Matrix x;
  private Matrix out;

  private RowPass() {}

  static void run(Operation operation, Matrix x, Matrix out) {
    RowPass pass = POOL.take();
    pass.operation = operation;
    pass.x = x;
    pass.out = out;
    try {
      pass.runRanges(x.rows(), ROWS, x, operation == Operation.SUM ? 1 : EXP_COST);
    } finally {
      pass.x = null;
      pass.out = null;
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
    }
  }
}
