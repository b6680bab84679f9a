package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;

/** Plain gradient descent: θ ← fma(−rate, g, θ). */
public record Sgd(double learningRate) implements Optimizer {
  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Sgd {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + ", must be positive and finite");
    }
  }

  @Override
  public void step(Matrix parameters, Matrix gradient) {
    Updates.addScaled(-learningRate, gradient, parameters);
  }
}
