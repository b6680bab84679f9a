package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Pool;

/**
 * Draws a mask, in ranges of its elements or, where rows have gaps between them, of rows: each word
 * of the stream is a function of its number alone.
 */
final class MaskPass extends RangePass {
  /** Time for an element over that of a ReLU. */
  private static final int COST = 16;

  private static final double WORDS = 0x1p32;

  private static final Pool<MaskPass> POOL = new Pool<>(MaskPass::new);

  private long threshold;
  private double kept;
  private long key;
  private long stream;
  private long first;
  private Matrix mask;
  private boolean dense;

  private MaskPass() {}

  /** As {@link Masks#draw}, which checks. */
  static void run(double rate, long key, long stream, long first, Matrix mask) {
    MaskPass pass = POOL.take();
    pass.threshold = (long) Math.rint(rate * WORDS);
    pass.kept = 1 / (1 - rate);
    pass.key = key;
    pass.stream = stream;
    pass.first = first;
    pass.mask = mask;
    pass.dense = isDense(mask);
    try {
      if (pass.dense) {
        pass.runRanges(mask.size(), ELEMENTS, mask, COST);
      } else {
        pass.runRanges(mask.rows(), 1, mask, COST);
      }
    } finally {
      pass.mask = null;
      POOL.give(pass);
    }
  }

  @Override
  void run(int from, int to) {
    ElementwiseKernels<?> kernels = ElementwiseKernels.of(mask.precision());
    Philox philox = Philox.take();
    if (dense) {
      span(kernels, philox, 0, from, to);
    } else {
      for (int i = from; i < to; i++) {
        span(kernels, philox, i, 0, mask.cols());
      }
    }
    philox.give();
  }

  /** Elements from … to − 1, counted from the first of row i. */
  private <V> void span(ElementwiseKernels<V> kernels, Philox philox, int i, int from, int to) {
    int row = mask.offset() + i * mask.leadingDimension();
    long word = first + (long) i * mask.cols();
    for (int j = from; j < to; j += Philox.BLOCK) {
      int n = Math.min(Philox.BLOCK, to - j);
      int at = philox.draw(key, stream, word + j, n);
      kernels.select(n, threshold, kept, philox.words, at, kernels.array(mask), row + j);
    }
  }
}
