package dev.lanewise.nn;

import java.util.List;

/**
 * The parametric ReLU with its learned slopes: a = x where x &gt; 0, else slope·x (He et al. 2015).
 *
 * @param inputs number of inputs and outputs
 * @param shared whether there is one slope for all ("slope" is 1×1), or one a column (1×inputs)
 * @param slope where slopes begin; 0.25 in the paper
 */
public record PRelu(int inputs, boolean shared, double slope) implements Layer {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not positive, or slope is not finite
   */
  public PRelu {
    Width.check("prelu", inputs);
    Initializer.constant(slope);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(Tensor.row("slope", shared ? 1 : inputs, Initializer.constant(slope)));
  }

  @Override
  public String label() {
    return "prelu";
  }

  @Override
  public Cost forward() {
    return new Cost(inputs, 2L * inputs, 1);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return new Cost(3L * inputs, 3L * inputs, 2);
  }
}
