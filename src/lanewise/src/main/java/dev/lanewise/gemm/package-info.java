/**
 * Matrix multiplication: the public doors, the five loops, packing, micro-kernels, epilogues.
 *
 * <p>May import {@code matrix}, {@code simd}, {@code parallel} and {@code elementwise}; knows
 * nothing of networks. The way of the numbers: {@link dev.lanewise.gemm.Gemm} or {@link
 * dev.lanewise.gemm.Blas} → {@code GemmCall} (one product, cut over threads) → {@code GemmLoops}
 * (loops 5 to 1) → {@code FloatPanels} (packing) → {@code FloatTile6x2} (micro-kernel) → epilogue.
 */
package dev.lanewise.gemm;
