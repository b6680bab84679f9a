package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** Plain gradient descent: θ ← fma(−rate, g, θ). Keeps nothing. */
public final class Sgd extends Optimizer {
  /**
   * Gradient descent with a rate.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Sgd(double learningRate) {
    super(learningRate);
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Updates.addScaled(-learningRate(), gradient, parameters);
  }
}
