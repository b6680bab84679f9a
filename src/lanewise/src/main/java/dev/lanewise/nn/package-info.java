/**
 * Layers, losses and networks: what to compute, forward and backward; the kernels do it.
 *
 * <p>May import {@code matrix}, {@code elementwise}, {@code gemm}, {@code data}. Start reading at
 * {@link dev.lanewise.nn.Network}, then {@code LayerPass} and {@code DensePass}: forward and
 * backward side by side.
 */
package dev.lanewise.nn;
