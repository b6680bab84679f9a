package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import java.util.List;
import java.util.Objects;

/**
 * A fully connected layer: a = f(x·W + b), x batch×inputs, W inputs×outputs ("weights"), b
 * 1×outputs ("bias", begins at 0), a batch×outputs.
 */
public record Dense(int inputs, int outputs, Activation activation, Initializer initializer)
    implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public Dense {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a dense layer of " + inputs + "→" + outputs + ": both sizes must be positive");
    }
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(initializer, "initializer");
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(
        new Tensor("weights", inputs, outputs, initializer, true),
        Tensor.row("bias", outputs, Initializer.ZEROS));
  }

  @Override
  public String label() {
    return activation.equals(Activation.IDENTITY) ? "dense" : "dense + " + activation;
  }

  @Override
  public Cost forward() {
    boolean ofInput = activation.derivativeFrom() == Activation.Source.INPUT;
    return new Cost(2L * inputs * outputs, inputs + (ofInput ? 3L : 1L) * outputs, 1);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    long product = 2L * inputs * outputs;
    long derivative = activation.equals(Activation.IDENTITY) ? 0 : outputs;
    long elements = (long) inputs + outputs + derivative;
    return inputGradient
        ? new Cost(2 * product, elements + inputs + outputs, 2)
        : new Cost(product, elements, 1);
  }
}
