package dev.lanewise.gemm;

import dev.lanewise.elementwise.ElementwiseKernels;

/**
 * What the loops need beside the micro-kernel, for one precision: packing, writing back the edge
 * tiles, α and β.
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

  /**
   * Packs an outer×kc operand into panels of {@code width}: element (o, p), at {@code off +
   * o·outerStride + p·kStride}, goes to {@code (o / width)·width·kc + p·width + o % width} of
   * {@code to}. The last panel is filled up with zeros. One of the strides is 1.
   */
  void pack(V from, int off, int outerStride, int kStride, int outer, int kc, int width, V to);

  /** c ← tile, or c ← c + tile, over rows×cols; ld of tile is {@code tileLd}. */
  void writeEdge(
      int rows, int cols, V tile, int tileLd, V c, int cOff, int ldc, boolean accumulate);

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
}
