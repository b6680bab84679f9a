package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015): m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − rate·m̂/(√v̂ +
 * ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ); see {@link Updates#adam}. Keeps {@code mean}, m,
 * and {@code square}, v.
 */
public final class Adam extends Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /** Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e−8; the paper's rate is 0.001. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  /**
   * Adam with its constants.
   *
   * @throws IllegalArgumentException if the rate or ε is not positive and finite or a β is not in
   *     [0, 1)
   */
  public Adam(double learningRate, double beta1, double beta2, double epsilon) {
    super(learningRate, "mean", "square");
    checkShare("decay of the mean", beta1);
    checkShare("decay of the mean square", beta2);
    checkPositive("epsilon", epsilon);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Matrix mean = kept.get(0);
    Matrix square = kept.get(1);
    Updates.adam(gradient, learningRate(), beta1, beta2, epsilon, t, mean, square, parameters);
  }
}
