package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * Gradient descent with Nesterov's momentum (Sutskever et al. 2013): v ← γ·v + g, θ ← θ − rate·(γ·v
 * + g); see {@link Updates#nesterov}. Keeps {@code velocity}, v.
 */
public final class Nesterov extends Optimizer {
  private final double gamma;

  /** Nesterov's momentum with γ = 0.9. */
  public Nesterov(double learningRate) {
    this(learningRate, 0.9);
  }

  /**
   * Nesterov's momentum with a γ.
   *
   * @throws IllegalArgumentException if the rate is not positive and finite or γ is not in [0, 1)
   */
  public Nesterov(double learningRate, double gamma) {
    super(learningRate, "velocity");
    checkShare("momentum", gamma);
    this.gamma = gamma;
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Updates.nesterov(gradient, learningRate(), gamma, kept.get(0), parameters);
  }
}
