package dev.lanewise.gemm;

import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * One triangle of a product A·Aᵀ, already checked. Reused from call to call.
 *
 * <p>A triangle is two of half the size and the rectangle between them, which is a window of an
 * ordinary product. What is small enough is computed as a square beside C, and its triangle is
 * copied out: the same sums, so the same bits.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class SyrkCall<V> implements Workers.Task {
  /** Order of the squares, at least; their sums stay in L2. */
  private static final int LEAST_SQUARE = 128;

  /** The whole product. */
  GemmCall<V> square;

  boolean upper;

  private final GemmDriver<V> driver;
  private final int nr;
  private final int largest;
  private final Pool<V> squares;
  private int parts;

  SyrkCall(GemmDriver<V> driver) {
    this.driver = driver;
    nr = driver.blocks().nr();
    largest = Math.max(LEAST_SQUARE, 2 * nr);
    squares = new Pool<>(() -> driver.panels().allocate(largest * largest));
  }

  /** Cuts rows into bands of equal work, one a thread. */
  void run(Workers workers) {
    long work = (long) square.n * (square.n + 1) / 2 * Math.max(1, square.k);
    parts = Math.min(square.n, GemmDriver.threads(work, workers));
    workers.run(parts, this);
  }

  /** Computes one band: a rectangle, and a triangle at its end. */
  @Override
  public void run(int index) {
    int from = border(index);
    int to = border(index + 1);
    GemmCall<V> leaf = driver.call();
    V sums = squares.take();
    try {
      leaf.operandsOf(square);
      if (upper) {
        window(from, to, to, square.n);
      } else {
        window(from, to, 0, from);
      }
      triangle(leaf, sums, from, to);
    } finally {
      driver.release(leaf);
      squares.give(sums);
    }
  }

  /**
   * Where the bands' areas are equal: n·√share of the way from the triangle's tip, in whole tiles.
   */
  private int border(int index) {
    int n = square.n;
    double share = (double) (upper ? parts - index : index) / parts;
    int tiles = (int) Math.round(n * Math.sqrt(share) / nr);
    int fromTip = share == 1 ? n : Math.min(n, tiles * nr);
    return upper ? n - fromTip : fromTip;
  }

  private void triangle(GemmCall<V> leaf, V sums, int from, int to) {
    int size = to - from;
    if (size <= largest) {
      if (size > 0) {
        leaf(leaf, sums, from, size);
      }
      return;
    }
    int middle = from + Ranges.tiles(Ranges.tiles(size, 2), nr) * nr;
    triangle(leaf, sums, from, middle);
    triangle(leaf, sums, middle, to);
    if (upper) {
      window(from, middle, middle, to);
    } else {
      window(middle, to, from, middle);
    }
  }

  private void window(int fromRow, int toRow, int fromCol, int toCol) {
    if (fromRow < toRow && fromCol < toCol) {
      driver.window(square, fromRow, toRow, fromCol, toCol);
    }
  }

  private void leaf(GemmCall<V> leaf, V sums, int from, int size) {
    leaf.m = size;
    leaf.n = size;
    leaf.alpha = 1;
    leaf.beta = 0;
    leaf.triangle = upper ? 1 : -1;
    leaf.aOff = square.aOff + from * square.aRow;
    leaf.bOff = square.bOff + from * square.bCol;
    leaf.c = sums;
    leaf.cOff = 0;
    leaf.ldc = size;
    if (square.k > 0) {
      driver.window(leaf, 0, size, 0, size);
    }
    for (int i = 0; i < size; i++) {
      int start = upper ? i : 0;
      int width = upper ? size - i : i + 1;
      int c = square.cOff + (from + i) * square.ldc + from + start;
      int at = i * size + start;
      driver
          .panels()
          .combine(1, width, square.alpha, sums, at, size, square.beta, square.c, c, square.ldc);
    }
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    if (square != null) {
      driver.release(square);
      square = null;
    }
  }
}
