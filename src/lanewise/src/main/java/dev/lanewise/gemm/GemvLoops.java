package dev.lanewise.gemm;

import dev.lanewise.parallel.Pool;

/**
 * Products with one row or one column, by numerics v1: x times a matrix that is read in place.
 *
 * <p>With one row, x is A and the outputs lie along B's columns; with one column, x is B and the
 * outputs are A's rows, and a·b rounds as b·a does. Outputs are cut into strips, k into chunks; a
 * strip's sums stay in L1 until the last chunk, then go to C.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GemvLoops<V> {
  private final GemvKernel<V> kernel;
  private final Panels<V> panels;
  private final GemmLoops<V> gemm;
  private final Pool<Space> spaces = new Pool<>(Space::new);

  /** What one thread at work needs. */
  private final class Space {
    /** A chunk of x whose elements are no neighbours. */
    final V x = panels.allocate(BlockSizes.CHUNK);

    final V total = panels.allocate(GemvKernel.STRIP + GemvKernel.PADDING);
    final V chain = panels.allocate(GemvKernel.STRIP + GemvKernel.PADDING);
    final V[] scratch = kernel.scratch();
  }

  GemvLoops(GemvKernel<V> kernel, Panels<V> panels, GemmLoops<V> gemm) {
    this.kernel = kernel;
    this.panels = panels;
    this.gemm = gemm;
  }

  /** Whether a product goes here, by its shape alone. */
  static boolean takes(GemmCall<?> call) {
    return (call.m == 1 || call.n == 1) && call.columnSums == null;
  }

  /** Computes elements [from, to) of the one row or column. */
  void run(GemmCall<V> call, int from, int to) {
    Space space = spaces.take();
    try {
      int width;
      for (int at = from; at < to; at += width) {
        width = Math.min(GemvKernel.STRIP, to - at);
        sums(call, space, at, width);
        finish(call, space.total, at, width);
      }
    } finally {
      spaces.give(space);
    }
  }

  private void sums(GemmCall<V> call, Space space, int at, int width) {
    boolean column = call.n == 1;
    V x = column ? call.b : call.a;
    int xOff = column ? call.bOff : call.aOff;
    int xStep = column ? call.bRow : call.aCol;
    V matrix = column ? call.a : call.b;
    int outStep = column ? call.aRow : call.bCol;
    int kStep = column ? call.aCol : call.bRow;
    int matrixOff = (column ? call.aOff : call.bOff) + at * outStep;
    if (call.k == 0) {
      panels.clear(space.total, width);
    }
    for (int pc = 0; pc < call.k; pc += BlockSizes.CHUNK) {
      int depth = Math.min(BlockSizes.CHUNK, call.k - pc);
      V chunk = x;
      int chunkOff = xOff + pc * xStep;
      if (xStep != 1) {
        kernel.gather(depth, x, chunkOff, xStep, space.x);
        chunk = space.x;
        chunkOff = 0;
      }
      V sums = pc == 0 ? space.total : space.chain;
      int start = matrixOff + pc * kStep;
      if (outStep == 1) {
        kernel.axpys(depth, width, chunk, chunkOff, matrix, start, kStep, sums, space.scratch);
      } else {
        kernel.dots(depth, width, chunk, chunkOff, matrix, start, outStep, sums);
      }
      if (pc > 0) {
        kernel.add(width, space.chain, space.total);
      }
    }
  }

  private void finish(GemmCall<V> call, V total, int at, int width) {
    double alpha = call.alpha;
    boolean column = call.n == 1;
    if (alpha == 1 && call.beta == 0 && (!column || call.ldc == 1)) {
      System.arraycopy(total, 0, call.c, call.cOff + at, width);
    } else if (column) {
      int c = call.cOff + at * call.ldc;
      panels.combine(width, 1, alpha, total, 0, 1, call.beta, call.c, c, call.ldc);
    } else {
      panels.combine(1, width, alpha, total, 0, width, call.beta, call.c, call.cOff + at, width);
    }
    if (column) {
      gemm.epilogue(call, at, width, 0, 1);
    } else {
      gemm.epilogue(call, 0, 1, at, width);
    }
  }
}
