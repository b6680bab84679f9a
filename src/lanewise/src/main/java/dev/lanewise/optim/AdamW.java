package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): the step of {@link Adam}, from (1
 * − rate·decay)·θ instead of θ; see {@link Updates#adamW}. Keeps {@code mean} and {@code square}.
 */
public final class AdamW extends Optimizer {
  private final double decay;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /** AdamW with β₁ = 0.9, β₂ = 0.999 and ε = 1e−8. */
  public AdamW(double learningRate, double decay) {
    this(learningRate, decay, 0.9, 0.999, 1e-8);
  }

  /**
   * AdamW with its constants.
   *
   * @throws IllegalArgumentException if the rate or ε is not positive and finite, the decay is
   *     negative, NaN or infinite, or a β is not in [0, 1)
   */
  public AdamW(double learningRate, double decay, double beta1, double beta2, double epsilon) {
    super(learningRate, "mean", "square");
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException(
          "the weight decay is " + decay + ", must be 0 or more and finite");
    }
    checkShare("decay of the mean", beta1);
    checkShare("decay of the mean square", beta2);
    checkPositive("epsilon", epsilon);
    this.decay = decay;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Updates.adamW(
        gradient,
        learningRate(),
        beta1,
        beta2,
        epsilon,
        decay,
        t,
        kept.get(0),
        kept.get(1),
        parameters);
  }
}
