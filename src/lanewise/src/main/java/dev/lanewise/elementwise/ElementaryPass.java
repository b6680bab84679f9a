package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/**
 * One elementary function, in ranges of elements or, where rows have gaps between them, of rows.
 */
final class ElementaryPass extends RangePass {
  private static final Pool<ElementaryPass> POOL = new Pool<>(ElementaryPass::new);

  private Elementary f;
  private Matrix x;
  private Matrix y;
  private boolean dense;

  private ElementaryPass() {}

  /** As {@link Elementwise#apply(Matrix, Elementary, Matrix)}, which checks. */
  static void run(Elementary f, Matrix x, Matrix y) {
    ElementaryPass pass = POOL.take();
    pass.f = f;
    pass.x = x;
    pass.y = y;
    pass.dense = isDense(x) && isDense(y);
    try {
      if (pass.dense) {
        pass.runRanges(x.size(), ELEMENTS, x, FUNCTION_COST);
      } else {
        pass.runRanges(x.rows(), 1, x, FUNCTION_COST);
      }
    } finally {
      pass.x = null;
      pass.y = null;
      POOL.give(pass);
    }
  }

  @Override
  void run(int from, int to) {
    ElementwiseKernels<?> kernels = ElementwiseKernels.of(x.precision());
    if (dense) {
      span(kernels, to - from, x.offset() + from, y.offset() + from);
    } else {
      for (int i = from; i < to; i++) {
        int xOff = x.offset() + i * x.leadingDimension();
        span(kernels, x.cols(), xOff, y.offset() + i * y.leadingDimension());
      }
    }
  }

  private <V> void span(ElementwiseKernels<V> kernels, int n, int xOff, int yOff) {
    kernels.apply(f, n, kernels.array(x), xOff, kernels.array(y), yOff);
  }
}
