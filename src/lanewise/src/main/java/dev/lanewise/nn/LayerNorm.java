package dev.lanewise.nn;

import java.util.List;

/**
 * Layer normalisation: each sample to mean 0 and variance 1, then times "scale" (begins at 1) plus
 * "shift" (begins at 0), 1×inputs each. See {@link dev.lanewise.elementwise.Normalization}.
 *
 * @param inputs number of inputs and outputs
 * @param epsilon added to the variance
 */
public record LayerNorm(int inputs, double epsilon) implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if inputs is not positive, or epsilon not positive and finite
   */
  public LayerNorm {
    Width.check("layer_norm", inputs);
    checkEpsilon(epsilon);
  }

  static void checkEpsilon(double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException(
          "an epsilon of " + epsilon + ": must be positive and finite");
    }
  }

  static List<Tensor> scaleAndShift(int inputs) {
    return List.of(
        Tensor.row("scale", inputs, Initializer.constant(1)),
        Tensor.row("shift", inputs, Initializer.ZEROS));
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public List<Tensor> parameters() {
    return scaleAndShift(inputs);
  }

  @Override
  public String label() {
    return "layer_norm";
  }

  @Override
  public Cost forward() {
    return new Cost(8L * inputs, 3L * inputs, 1);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return new Cost(11L * inputs, 6L * inputs, 2);
  }
}
