package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import java.util.Objects;

/**
 * An activation alone, a = f(x), for where it does not follow a dense layer at once: a dense layer
 * has its own, fused into the multiplication.
 */
public record ActivationLayer(int inputs, Activation activation) implements Layer {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ActivationLayer {
    Objects.requireNonNull(activation, "activation");
    Width.check(activation.toString(), inputs);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public String label() {
    return activation.toString();
  }

  @Override
  public Cost forward() {
    return new Cost(inputs, 2L * inputs, 0);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return inputGradient ? new Cost(inputs, 3L * inputs, 0) : new Cost(0, 0, 0);
  }
}
