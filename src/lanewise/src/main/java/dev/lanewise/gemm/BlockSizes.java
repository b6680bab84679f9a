package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.simd.CacheSizes;

/**
 * How a product is cut, in elements. Sizes decide speed only: numerics v1 gives the same bits for
 * all of them, except {@code kc}, which the contract fixes.
 *
 * @param mr rows of a register tile: loop 2 steps i by it; unit of a packed panel of A
 * @param nr columns of a register tile: loop 1 steps j by it; unit of a packed panel of B
 * @param kc depth of a chunk, 256 by contract: loop 4 steps k by it
 * @param mc rows of a packed block of A, mc·kc elements in a share of the L3 cache: loop 5 steps i
 *     by it
 * @param nc columns of a packed block of B, kc·nc elements in a quarter of the L2 cache: loop 3
 *     steps j by it
 */
public record BlockSizes(int mr, int nr, int kc, int mc, int nc) {
  /** Depth of a chunk in numerics v1. */
  public static final int CHUNK = 256;

  /** Rows of a packed block of A beyond which nothing was gained. */
  private static final int LARGEST_MC = 4096;

  /** Rows of a block whose sums are kept apart from C. */
  private static final int LARGEST_ROWS_OF_SUMS = 512;

  static BlockSizes of(int mr, int nr, Precision precision, CacheSizes caches) {
    int panelBytes = CHUNK * precision.bytes();
    int mc = Math.min(LARGEST_MC, caches.l3() / 4 / panelBytes);
    int nc = caches.l2() / 4 / panelBytes;
    return new BlockSizes(mr, nr, CHUNK, Math.max(mr, mc / mr * mr), Math.max(nr, nc / nr * nr));
  }

  /** Rows of the blocks of A for a window of {@code rows}: even, none a sliver. */
  int evenMc(int rows) {
    return Ranges.evenBlock(rows, mc, mr);
  }

  /** As {@link #evenMc}, for blocks whose sums are kept apart from C. */
  int evenRowsOfSums(int rows) {
    return Ranges.evenBlock(rows, Math.min(mc, LARGEST_ROWS_OF_SUMS / mr * mr), mr);
  }

  /** Columns of the blocks of B for a window of {@code cols}: even, none a sliver. */
  int evenNc(int cols) {
    return Ranges.evenBlock(cols, nc, nr);
  }
}
