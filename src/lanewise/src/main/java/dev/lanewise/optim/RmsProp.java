package dev.lanewise.optim;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * RMSProp (Tieleman and Hinton 2012): s ← ρ·s + (1 − ρ)·g², θ ← θ − rate·g/(√s + ε); see {@link
 * Updates#rmsProp}. Keeps {@code square}, s.
 */
public final class RmsProp extends Optimizer {
  private final double rho;
  private final double epsilon;

  /** RMSProp with ρ = 0.9 and ε = 1e−8. */
  public RmsProp(double learningRate) {
    this(learningRate, 0.9, 1e-8);
  }

  /**
   * RMSProp with its constants.
   *
   * @throws IllegalArgumentException if the rate or ε is not positive and finite or ρ is not in [0,
   *     1)
   */
  public RmsProp(double learningRate, double rho, double epsilon) {
    super(learningRate, "square");
    checkShare("decay of the mean square", rho);
    checkPositive("epsilon", epsilon);
    this.rho = rho;
    this.epsilon = epsilon;
  }

  @Override
  protected void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters) {
    Updates.rmsProp(gradient, learningRate(), rho, epsilon, kept.get(0), parameters);
  }
}
