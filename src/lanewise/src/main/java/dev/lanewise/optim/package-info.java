/**
 * Minimisers: how a step changes the parameters, given their gradient; how its rate goes over the
 * steps; and full-batch minimisers of any cost.
 *
 * <p>May import {@code matrix} and {@code elementwise}; knows only flat vectors, no networks. Start
 * reading at {@link dev.lanewise.optim.Optimizer}.
 */
package dev.lanewise.optim;
