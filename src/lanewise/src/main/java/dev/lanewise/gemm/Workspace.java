package dev.lanewise.gemm;

import dev.lanewise.parallel.Ranges;

/**
 * Packed panels and tiles of one thread at work; grows to what its calls need and is then reused.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class Workspace<V> {
  /** Elements: a line of the cache in f32, two in f64. */
  private static final int PADDING = 16;

  private final Panels<V> panels;
  private final BlockSizes blocks;

  /** Rows of A, one after the other, {@link #packedLd} apart. */
  V packedA;

  /** Block of B in panels of NR columns: {@link #packedDepth} · NC elements at most. */
  V packedB;

  /** Sums of a block where C must not be touched before its end. */
  V sums;

  /** Rows of the window of C, which decide what is read in place. */
  int rows;

  /** The block of A in use, packed or in place: element (i, p) at {@code aOff + i·aLd + p}. */
  V a;

  int aOff;
  int aLd;

  /** Whether a block of A in place is read ahead of its tiles. */
  boolean readsAhead;

  /** Where the sum of {@link Panels#readLines} goes; nobody reads it. */
  double sink;

  /** Whether element (i, p) is at {@code aOff + p·aLd + i} instead. */
  boolean downColumns;

  /**
   * The block of B that is read in place: element (p, j), j below {@code colsInPlace}, at {@code
   * bOff + p·bLd + j}. The other columns are in {@code packedB}.
   */
  V b;

  int bOff;
  int bLd;
  int colsInPlace;

  /** The kernel's own. */
  final V[] scratch;

  Workspace(GemmKernel<V> kernel, Panels<V> panels, BlockSizes blocks) {
    this.panels = panels;
    this.blocks = blocks;
    packedA = panels.allocate(0);
    packedB = panels.allocate(0);
    sums = panels.allocate(0);
    scratch = kernel.scratch();
  }

  /**
   * Leading dimension of a packed block of A with kc columns: rows 2 KB apart would share two sets
   * of the L1 cache, and a block that is transposed is written down its columns. (64×64×10,000 with
   * A transposed is 1.2 to 1.5 times as fast in f64 for it; AVX2, Zen 5.)
   */
  static int packedLd(int kc) {
    return kc + PADDING;
  }

  /**
   * Steps of k from one packed panel of B to the next, a few more than a panel has (one to eight
   * are alike): a row of B is written to all panels, which multiples of 4 KB apart would share two
   * sets of the L1 cache.
   */
  static int packedDepth(int kc) {
    return kc + 3;
  }

  /** Makes room for blocks of mc rows, nc columns and depth kc. */
  void prepare(int mc, int nc, int kc) {
    packedA = atLeast(packedA, mc * packedLd(kc));
    packedB = atLeast(packedB, Ranges.tiles(nc, blocks.nr()) * blocks.nr() * packedDepth(kc));
  }

  /** Makes room for the sums of a block of C. */
  void prepareSums(int rows, int cols) {
    sums = atLeast(sums, rows * cols);
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    a = null;
    b = null;
  }

  private V atLeast(V array, int length) {
    return panels.length(array) >= length ? array : panels.allocate(length);
  }
}
