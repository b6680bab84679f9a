package dev.lanewise.nn;

import java.util.List;

/**
 * Batch normalisation: each column to mean 0 and variance 1, then times "scale" (begins at 1) plus
 * "shift" (begins at 0), 1×inputs each. In training mean and variance are those of the batch; at
 * inference they are the running ones, the state "mean" (begins at 0) and "variance" (begins at 1).
 *
 * <p>With every gradient the running mean moves towards that of the batch, running + momentum·(of
 * the batch − running), and so does the variance, that of the batch times m/(m − 1) for m &gt; 1
 * samples. See {@link dev.lanewise.elementwise.Normalization}.
 *
 * @param inputs number of inputs and outputs
 * @param epsilon added to the variance
 * @param momentum weight of a new batch in the running statistics, 0 … 1
 */
public record BatchNorm(int inputs, double epsilon, double momentum) implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if inputs is not positive, epsilon not positive and finite, or
   *     momentum not in 0 … 1
   */
  public BatchNorm {
    Width.check("batch_norm", inputs);
    LayerNorm.checkEpsilon(epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("a momentum of " + momentum + ": must be in 0 … 1");
    }
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public List<Tensor> parameters() {
    return LayerNorm.scaleAndShift(inputs);
  }

  @Override
  public List<Tensor> state() {
    return List.of(
        Tensor.row("mean", inputs, Initializer.ZEROS),
        Tensor.row("variance", inputs, Initializer.constant(1)));
  }

  @Override
  public String label() {
    return "batch_norm";
  }

  @Override
  public Cost forward() {
    return new Cost(8L * inputs, 5L * inputs, 1);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return new Cost(7L * inputs, 6L * inputs, 2);
  }
}
