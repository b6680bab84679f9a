package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/**
 * One update of parameters or of a gradient, in ranges of elements or, where rows have gaps between
 * them, of rows.
 */
final class UpdatePass extends RangePass {
  /** Which update. */
  enum Operation {
    SCALE(1),
    CLAMP(1),
    ADD_SIGN(1),
    ADD_SCALED(1),
    MOMENTUM(2),
    NESTEROV(2),
    RMS_PROP(4),
    ADAM(4);

    /** Time for a parameter over that of a ReLU. */
    final int cost;

    Operation(int cost) {
      this.cost = cost;
    }
  }

  private static final Pool<UpdatePass> POOL = new Pool<>(UpdatePass::new);

  /**
   * Constants of the update, as {@link UpdateKernels} has them; who takes a pass sets them: the
   * rate, or what else there is one of: step, α, factor, bound.
   */
  double rate;

  /** γ, ρ or β₁. */
  double decay;

  /** β₂. */
  double secondDecay;

  double rootScale;
  double epsilon;
  double keep;

  private Operation operation;
  private Matrix g;
  private Matrix state;
  private Matrix more;
  private Matrix theta;
  private boolean dense;

  private UpdatePass() {}

  /** A pass to {@link #run}, which gives it back. */
  static UpdatePass take() {
    return POOL.take();
  }

  /** Runs an update; matrices that it does not have are null. */
  void run(Operation operation, Matrix g, Matrix state, Matrix more, Matrix theta) {
    this.operation = operation;
    this.g = g;
    this.state = state;
    this.more = more;
    this.theta = theta;
    try {
      dense = isDense(g) && isDense(theta) && isDense(state) && isDense(more);
      if (dense) {
        runRanges(g.size(), ELEMENTS, g, operation.cost);
      } else {
        runRanges(g.rows(), 1, g, operation.cost);
      }
    } finally {
      this.g = null;
      this.state = null;
      this.more = null;
      this.theta = null;
      POOL.give(this);
    }
  }

  @Override
  void run(int from, int to) {
    UpdateKernels<?> kernels = UpdateKernels.of(g.precision());
    if (dense) {
      span(kernels, to - from, 0, from);
    } else {
      for (int i = from; i < to; i++) {
        span(kernels, g.cols(), i, 0);
      }
    }
  }

  /** For n parameters from column j of row i on. */
  private <V> void span(UpdateKernels<V> k, int n, int i, int j) {
    V gradient = k.array(g);
    int gOff = at(g, i, j);
    V parameters = k.array(theta);
    int thetaOff = at(theta, i, j);
    V s = state == null ? null : k.array(state);
    int sOff = state == null ? 0 : at(state, i, j);
    switch (operation) {
      case SCALE -> RowKernels.of(g.precision()).scale(n, rate, theta, i, j);
      case CLAMP -> RowKernels.of(g.precision()).clamp(n, rate, theta, i, j);
      case ADD_SIGN -> RowKernels.of(g.precision()).addSign(n, rate, g, theta, i, j);
      case ADD_SCALED -> k.addScaled(n, rate, gradient, gOff, parameters, thetaOff);
      case MOMENTUM -> k.momentum(n, rate, decay, gradient, gOff, s, sOff, parameters, thetaOff);
      case NESTEROV -> k.nesterov(n, rate, decay, gradient, gOff, s, sOff, parameters, thetaOff);
      case RMS_PROP ->
          k.rmsProp(n, rate, decay, epsilon, gradient, gOff, s, sOff, parameters, thetaOff);
      case ADAM ->
          k.adam(
              n,
              rate,
              decay,
              secondDecay,
              rootScale,
              epsilon,
              keep,
              gradient,
              gOff,
              s,
              sOff,
              k.array(more),
              at(more, i, j),
              parameters,
              thetaOff);
    }
  }

  private static int at(Matrix x, int i, int j) {
    return x.offset() + i * x.leadingDimension() + j;
  }
}
