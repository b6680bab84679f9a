package dev.lanewise.gemm;

import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * One rank-1 update A ← A + α·x·yᵀ, already checked. Reused from call to call.
 *
 * <p>x(i) lies at {@code xOff + i·xStep}, y(j) at {@code yOff + j·yStep}, A(i, j) at {@code aOff +
 * i·lda + j}.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GerCall<V> implements Workers.Task {
  private static final int WHOLE_VECTORS = 16;

  int m;
  int n;
  double alpha;
  V x;
  int xOff;
  int xStep;
  V y;
  int yOff;
  int yStep;
  V a;
  int aOff;
  int lda;

  private final Panels<V> panels;
  private final GemvKernel<V> kernel;
  private int parts;
  private final Pool<Space> spaces = new Pool<>(Space::new);

  /** What one thread at work needs. */
  private final class Space {
    /** A strip of y, its elements neighbours. */
    final V y = panels.allocate(GemvKernel.STRIP);

    final V[] scratch = kernel.scratch();
  }

  GerCall(Panels<V> panels) {
    this.panels = panels;
    kernel = panels.gemv();
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    x = null;
    y = null;
    a = null;
  }

  /** Cuts the longer side, one part a thread. */
  void run(Workers workers) {
    parts = GemmDriver.threads((long) m * n, workers);
    workers.run(parts, this);
  }

  /** Updates one part of the longer side. */
  @Override
  public void run(int index) {
    boolean cutRows = m >= n;
    int length = cutRows ? m : n;
    int tile = cutRows ? 1 : WHOLE_VECTORS;
    int from = Ranges.border(index, parts, length, tile);
    int to = Ranges.border(index + 1, parts, length, tile);
    Space space = spaces.take();
    try {
      if (cutRows) {
        update(space, from, to, 0, n);
      } else {
        update(space, 0, m, from, to);
      }
    } finally {
      spaces.give(space);
    }
  }

  private void update(Space space, int fromRow, int toRow, int fromCol, int toCol) {
    int width;
    for (int at = fromCol; at < toCol; at += width) {
      width = Math.min(GemvKernel.STRIP, toCol - at);
      kernel.gather(width, y, yOff + at * yStep, yStep, space.y);
      int xAt = xOff + fromRow * xStep;
      int aAt = aOff + fromRow * lda + at;
      kernel.ger(toRow - fromRow, width, alpha, x, xAt, xStep, space.y, a, aAt, lda, space.scratch);
    }
  }
}
