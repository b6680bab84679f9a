package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * Gradient descent with momentum γ (Polyak 1964): v ← γ·v + g, θ ← θ − rate·v; see {@link
 * Updates#momentum}. Keeps {@code velocity}, v.
 */
public final class Momentum extends Optimizer {
  private final double gamma;

  /** Momentum with γ = 0.9. */
  public Momentum(double learningRate) {
    this(learningRate, 0.9);
  }

  /**
   * Momentum with a γ.
   *
   * @throws IllegalArgumentException if the rate is not positive and finite or γ is not in [0, 1)
   */
  public Momentum(double learningRate, double gamma) {
    super(learningRate, "velocity");
    checkShare("momentum", gamma);
    this.gamma = gamma;
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Updates.momentum(gradient, learningRate(), gamma, kept.get(0), parameters);
  }
}
