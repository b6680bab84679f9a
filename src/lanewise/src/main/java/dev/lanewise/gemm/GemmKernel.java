package dev.lanewise.gemm;

/**
 * A micro-kernel: one register tile of C over one chunk of k.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
interface GemmKernel<V> {
  /** MR, rows of the tile. */
  int mr();

  /** NR, columns of the tile. */
  int nr();

  /** New arrays for a kernel that does not keep its sums in registers. */
  V[] scratch();

  /**
   * Tile t(i, j) = fma chain over p ascending of a(i, p)·b(p, j) from +0; then overwrites the MR×NR
   * window of c with t, or accumulates t into it.
   *
   * @param kc depth, 1 … KC
   * @param a MR rows of A: element (i, p) at {@code aOff + i·aLd + p}
   * @param b packed panel of B: element (p, j) at {@code bOff + p·NR + j}
   * @param c row-major, element (i, j) at {@code cOff + i·ldc + j}; overlaps neither panel
   * @param accumulate whether to add to c
   * @param scratch from {@link #scratch}, used by one thread at a time
   */
  void run(
      int kc,
      V a,
      int aOff,
      int aLd,
      V b,
      int bOff,
      V c,
      int cOff,
      int ldc,
      boolean accumulate,
      V[] scratch);
}
