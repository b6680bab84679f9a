/**
 * What a network does between multiplications: activations and their derivatives, softmax and
 * losses row by row, column sums, parameter updates.
 *
 * <p>May import {@code matrix}, {@code simd} and {@code parallel}. Start reading at {@link
 * dev.lanewise.elementwise.Elementwise}, then {@code FloatScalarElementwise}, the definition that
 * {@code FloatVectorElementwise} is held to.
 */
package dev.lanewise.elementwise;
