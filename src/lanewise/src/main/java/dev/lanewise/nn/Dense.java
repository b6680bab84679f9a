package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import java.util.Objects;

/**
 * A fully connected layer: a = f(x·W + b), x batch×inputs, W inputs×outputs, b 1×outputs, a
 * batch×outputs.
 */
public record Dense(int inputs, int outputs, Activation activation, Initializer initializer) {
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

  /** Number of weights and biases. */
  public int parameters() {
    return Math.addExact(Math.multiplyExact(inputs, outputs), outputs);
  }

  /** Floating-point operations of the multiplication, forward, a sample: 2·inputs·outputs. */
  public long forwardFlops() {
    return 2L * inputs * outputs;
  }
}
