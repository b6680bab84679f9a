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
 * @param kc depth of a chunk, 256 by contract: loop 5 steps k by it
 * @param mc rows of a packed block of A, beside which the block of B stays in L2: loop 3 steps i by
 *     it
 * @param nc columns of a packed block of B, kc·nc elements in half of the L2 cache: loop 4 steps j
 *     by it
 */
public record BlockSizes(int mr, int nr, int kc, int mc, int nc) {
  /** Depth of a chunk in numerics v1. */
  public static final int CHUNK = 256;

  /** Tiles of rows in a packed block of A. */
  private static final int TILES_OF_A = 8;

  /** Rows of a block whose sums are kept apart from C. */
  private static final int LARGEST_ROWS_OF_SUMS = 512;

  static BlockSizes of(int mr, int nr, Precision precision, CacheSizes caches) {
    int nc = caches.l2() / 2 / (CHUNK * precision.bytes());
    return new BlockSizes(mr, nr, CHUNK, TILES_OF_A * mr, Math.max(nr, nc / nr * nr));
  }

  /** Rows of the blocks of C whose sums are kept apart: even, none a sliver. */
  int evenRowsOfSums(int rows) {
    return Ranges.evenBlock(rows, LARGEST_ROWS_OF_SUMS / mr * mr, mr);
  }

  /** Columns of the blocks of B for a window of {@code cols}: even, none a sliver. */
  int evenNc(int cols) {
    return Ranges.evenBlock(cols, nc, nr);
  }
}
