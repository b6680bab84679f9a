package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/**
 * The operands of a normalisation, named as in {@link Normalization}, and its passes over them: in
 * ranges of columns what is added up along them, in ranges of rows everything else.
 */
final class NormPass extends RangePass {
  /** A method of {@link NormKernels}. */
  enum Operation {
    ROWS(12),
    ROWS_GRADIENT(12),
    COLUMNS(4),
    COLUMNS_GRADIENT(4),
    VARIANCES(2),
    SCALE_GRADIENT(2);

    /** Time for an element over that of a ReLU. */
    final int cost;

    Operation(int cost) {
      this.cost = cost;
    }
  }

  private static final Pool<NormPass> POOL = new Pool<>(NormPass::new);

  Matrix x;
  double epsilon;
  Matrix mean;
  Matrix variance;
  Matrix inverse;
  Matrix normal;
  Matrix scale;
  Matrix shift;
  Matrix a;
  Matrix d;
  Matrix dx;
  Matrix dScale;
  Matrix dShift;
  private Operation operation;

  private NormPass() {}

  /** A pass without operands, to {@link #give} back. */
  static NormPass take() {
    return POOL.take();
  }

  void give() {
    x = null;
    mean = null;
    variance = null;
    inverse = null;
    normal = null;
    scale = null;
    shift = null;
    a = null;
    d = null;
    dx = null;
    dScale = null;
    dShift = null;
    POOL.give(this);
  }

  void run(Operation operation) {
    this.operation = operation;
    Matrix matrix = matrix();
    switch (operation) {
      case VARIANCES, SCALE_GRADIENT -> runRanges(matrix.cols(), ELEMENTS, matrix, operation.cost);
      default -> runRanges(matrix.rows(), ROWS, matrix, operation.cost);
    }
  }

  private Matrix matrix() {
    return x == null ? d : x;
  }

  @Override
  void run(int from, int to) {
    NormKernels kernels = NormKernels.of(matrix().precision());
    switch (operation) {
      case ROWS -> kernels.rows(this, from, to);
      case ROWS_GRADIENT -> kernels.rowsGradient(this, from, to);
      case COLUMNS -> kernels.columns(this, from, to);
      case COLUMNS_GRADIENT -> kernels.columnsGradient(this, from, to);
      case VARIANCES -> kernels.variances(this, from, to);
      case SCALE_GRADIENT -> kernels.scaleGradient(this, from, to);
    }
  }
}
