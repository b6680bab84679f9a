package dev.lanewise.gemm;

import dev.lanewise.elementwise.ElementwiseKernels;

/**
 * What the loops need beside the micro-kernel, for one precision: packing, α and β.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
interface Panels<V> {
  /** A new array of zeros. */
  V allocate(int length);

  /** Number of elements. */
  int length(V array);

  /** The kernels that epilogues run. */
  ElementwiseKernels<V> elementwise();

  /** The kernels of products with one row or one column. */
  GemvKernel<V> gemv();

  /**
   * Packs rows×kc of A: element (i, p), at {@code off + i·rowStride + p·kStride}, goes to {@code
   * i·toLd + p} of {@code to}. One of the strides is 1.
   */
  void packRows(V from, int off, int rowStride, int kStride, int rows, int kc, V to, int toLd);

  /**
   * Packs kc×cols of B into panels of {@code nr} columns: element (p, j), at {@code off +
   * j·colStride + p·kStride}, goes to {@code (j / nr)·panel + p·nr + j % nr} of {@code to}. What
   * fills up the last panel may be anything. One of the strides is 1.
   *
   * @param panel elements from one panel to the next, {@code nr·kc} or more
   */
  void packColumns(
      V from, int off, int colStride, int kStride, int cols, int kc, int nr, V to, int panel);

  /**
   * Reads an element of every cache line of rows×depth, element (i, p) at {@code off + i·ld + p},
   * row after row. The sum of what was read means nothing; C2 keeps the reads if it goes to memory.
   */
  double readLines(V a, int off, int ld, int rows, int depth);

  /**
   * Overwrites to(j, i) with from(i, j) over rows×cols: element (i, j) at {@code off + i·ld + j},
   * element (j, i) at {@code at + j·toLd + i}. The two windows may be of one array.
   */
  void transpose(V from, int off, int ld, int rows, int cols, V to, int at, int toLd);

  /**
   * Over rows×cols: c ← α·s, or fma(β, c, α·s) with β ≠ 0; with α = 0, β·c, or +0 with β = 0. What
   * has the factor 0 is not read. s and c may be one window.
   */
  void combine(
      int rows,
      int cols,
      double alpha,
      V s,
      int sOff,
      int lds,
      double beta,
      V c,
      int cOff,
      int ldc);

  /** Sets the first {@code length} elements to +0. */
  void clear(V array, int length);

  /** sums(j) ← sums(j) + c(i, j), i ascending, over rows×cols. */
  void addRows(int rows, int cols, V c, int cOff, int ldc, V sums, int sumsOff);
}
