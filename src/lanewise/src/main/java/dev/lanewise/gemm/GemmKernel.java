package dev.lanewise.gemm;

/**
 * A micro-kernel: one register tile of C over one chunk of k. One kind reads A along its rows, the
 * other, for transposed operands, down its columns.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
interface GemmKernel<V> {
  /** MR, rows of the tile. */
  int mr();

  /** NR, columns of a packed panel. */
  int nr();

  /**
   * Columns of the next tile over a B in place of which so many columns are left; 0 if they are to
   * be packed.
   */
  default int width(int left) {
    return left >= nr() ? nr() : 0;
  }

  /** New arrays for a kernel that does not keep its sums in registers. */
  V[] scratch();

  /**
   * Tile t(i, j) = fma chain over p ascending of a(i, p)·b(p, j) from +0; then overwrites the
   * rows×cols window of c with t, or accumulates t into it.
   *
   * @param rows 1 … MR
   * @param cols 1 … NR, or {@link #width} of a B in place
   * @param kc depth, 1 … KC
   * @param a element (i, p) at {@code aOff + i·aLd + p}, or, down columns, at {@code aOff + p·aLd +
   *     i}
   * @param b element (p, j) at {@code bOff + p·bLd + j}; of a packed panel NR columns can be read,
   *     what lies beyond {@code cols} may be anything
   * @param bLd NR if b is a packed panel
   * @param c element (i, j) at {@code cOff + i·ldc + j}; overlaps neither panel
   * @param accumulate whether to add to c
   * @param scratch from {@link #scratch}, used by one thread at a time
   */
  void run(
      int rows,
      int cols,
      int kc,
      V a,
      int aOff,
      int aLd,
      V b,
      int bOff,
      int bLd,
      V c,
      int cOff,
      int ldc,
      boolean accumulate,
      V[] scratch);
}
