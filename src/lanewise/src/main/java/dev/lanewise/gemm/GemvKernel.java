package dev.lanewise.gemm;

/**
 * The inner loops of products with one row or one column, and of the rank-1 update: what BLIS calls
 * axpyf, dotxf and ger.
 *
 * <p>All read their matrix in place, once; nothing is packed, since nothing would be read twice.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
interface GemvKernel<V> {
  /** Outputs of one call; its sums and the rows under way share the L1 cache. */
  int STRIP = 1024;

  /** Elements that {@code sums} holds beyond the outputs, and may be overwritten. */
  int PADDING = 128;

  /** New arrays for a kernel that copies rows out. */
  V[] scratch();

  /**
   * Rows along the outputs: sums(j) ← fma chain over p ascending of x(p)·b(p, j), from +0.
   *
   * @param k steps, 1 … KC
   * @param width outputs, 1 … {@link #STRIP}
   * @param x element p at {@code xOff + p}
   * @param b element (p, j) at {@code bOff + p·ld + j}
   * @param sums length at least {@code width + PADDING}; overlaps neither x nor b
   * @param scratch from {@link #scratch}, used by one thread at a time
   */
  void axpys(int k, int width, V x, int xOff, V b, int bOff, int ld, V sums, V[] scratch);

  /**
   * Rows along k: sums(j) ← the same chain, where element (p, j) of b lies at {@code bOff + j·ld +
   * p}.
   */
  void dots(int k, int width, V x, int xOff, V b, int bOff, int ld, V sums);

  /** total(j) ← total(j) + sums(j). */
  void add(int width, V sums, V total);

  /** Gathers n elements, element p from {@code off + p·step}, to the start of {@code to}. */
  void gather(int n, V from, int off, int step, V to);

  /**
   * a(i, j) ← a(i, j) + α·fma(x(i), y(j), +0) over rows×width: x(i) at {@code xOff + i·xStep}, y
   * from its start, a(i, j) at {@code aOff + i·lda + j}.
   */
  void ger(
      int rows,
      int width,
      double alpha,
      V x,
      int xOff,
      int xStep,
      V y,
      V a,
      int aOff,
      int lda,
      V[] scratch);
}
