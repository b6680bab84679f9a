package dev.lanewise.optim;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;

/**
 * Keeps a gradient from being too large, in place, before a step. A flat gradient is clipped as a
 * whole, over all layers. Warm calls allocate nothing; bits are those of {@link Reductions} and
 * {@link Elementwise}, for any vector width.
 */
public final class GradientClipping {
  private GradientClipping() {}

  /**
   * Multiplies {@code gradient} by largest/‖g‖ where its 2-norm exceeds {@code largest} (Pascanu,
   * Mikolov and Bengio 2013). A gradient whose norm is NaN or infinite stays as it is.
   *
   * @return the norm before
   * @throws IllegalArgumentException if largest is not positive and finite, or the gradient is a
   *     transposed view
   */
  public static double byNorm(Matrix gradient, double largest) {
    Optimizer.checkPositive("largest norm", largest);
    double norm = Reductions.norm2(gradient);
    if (norm > largest && norm < Double.POSITIVE_INFINITY) {
      Elementwise.scale(gradient, largest / norm);
    }
    return norm;
  }

  /**
   * Moves every entry of {@code gradient} to the nearest number in [−bound, bound]; NaN stays.
   *
   * @throws IllegalArgumentException if the bound is not positive and finite, or the gradient is a
   *     transposed view
   */
  public static void byValue(Matrix gradient, double bound) {
    Optimizer.checkPositive("bound", bound);
    Elementwise.clamp(gradient, bound);
  }
}
