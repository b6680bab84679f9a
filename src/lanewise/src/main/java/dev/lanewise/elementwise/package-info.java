/**
 * What a network does between multiplications: activations and their derivatives, elementary
 * functions, softmax and losses row by row, column sums, parameter updates.
 *
 * <p>May import {@code matrix}, {@code simd} and {@code parallel}. Start reading at {@link
 * dev.lanewise.elementwise.Elementwise}, then {@code FloatScalarElementwise}, the definition that
 * {@code FloatVectorElementwise} is held to.
 *
 * <table>
 *   <caption>Largest errors of the elementary functions, in units in the last place. Single
 *   precision holds for all 2³² inputs, double precision for the 10⁷ random and hard points of
 *   {@code -Paccuracy}. Vector, tail and scalar code have the same bits.</caption>
 *   <tr><th>function<th>value<th>f32<th>f64
 *   <tr><td>exp<td>e^x<td>1.00<td>1.00
 *   <tr><td>expm1<td>e^x − 1<td>1.50<td>2.00
 *   <tr><td>log<td>ln x<td>1.00<td>1.00
 *   <tr><td>log1p<td>ln(1 + x)<td>1.50<td>2.00
 *   <tr><td>sigmoid<td>1/(1 + e^−x)<td>2.00<td>2.50
 *   <tr><td>silu<td>x/(1 + e^−x)<td>1.50<td>2.00
 *   <tr><td>tanh<td>tanh x<td>2.00<td>2.50
 *   <tr><td>softplus<td>ln(1 + e^x)<td>2.50<td>2.50
 *   <tr><td>log-sigmoid<td>−ln(1 + e^−x)<td>2.50<td>2.50
 *   <tr><td>erf<td>erf x<td>1.50<td>2.00
 *   <tr><td>gelu<td>x·Φ(x)<td>2.00<td>2.50
 *   <tr><td>gelu-tanh<td>x·σ(2√(2/π)·(x + 0.044715·x³))<td>1.50<td>2.00
 * </table>
 */
package dev.lanewise.elementwise;
