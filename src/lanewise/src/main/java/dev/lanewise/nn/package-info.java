/**
 * Layers, losses and networks: what to compute, forward and backward; the kernels do it.
 *
 * <p>May import what lies below, {@code matrix} to {@code data}. A map, in the order to read:
 *
 * <ol>
 *   <li>{@link dev.lanewise.nn.Network}, what users call, made by {@link
 *       dev.lanewise.nn.NetworkBuilder}; {@link dev.lanewise.nn.Parameters}, all its numbers in one
 *       flat vector with a matrix for each tensor.
 *   <li>What a layer <em>is</em>, a value: {@link dev.lanewise.nn.Layer} and its seven kinds, with
 *       {@link dev.lanewise.nn.Tensor} for each thing it learns and {@link
 *       dev.lanewise.nn.Initializer} for how that begins. {@link dev.lanewise.nn.Loss} is the same
 *       for losses.
 *   <li>What a layer <em>does</em> with a batch, forward and backward side by side: {@code
 *       DensePass} first, then the other {@code *Pass} classes; {@code LayerPass} is what they have
 *       in common, {@code NetworkPass} runs them in turn for one size of batch, {@code Passes}
 *       keeps one for each size. {@code Mode} and {@code Moment} say for what, and in which step.
 *       {@code WeightDecay} comes on top.
 *   <li>What it costs: {@link dev.lanewise.nn.Summary}, on paper; {@link dev.lanewise.nn.Profile},
 *       measured, by {@code Timing}, {@code Kernel} and {@code KernelEvent}.
 *   <li>The sparse autoencoder, a model of its own: {@link dev.lanewise.nn.SparseAutoencoder},
 *       {@link dev.lanewise.nn.AutoencoderCost} for minimisers, {@link
 *       dev.lanewise.nn.AutoencoderStep} for its fused backpropagation, {@link
 *       dev.lanewise.nn.AutoencoderParameters}.
 * </ol>
 */
package dev.lanewise.nn;
