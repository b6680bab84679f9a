package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import java.util.random.RandomGenerator;

/** How weights begin; biases begin at 0. */
public enum Initializer {
  /** Uniform on ±√(6/(in + out)) (Glorot and Bengio 2010). */
  GLOROT_UNIFORM,
  /** Uniform on ±√(6/in) (He et al. 2015). */
  HE_UNIFORM;

  /** The usual choice for an activation: He for ReLU and what is much like it, else Glorot. */
  public static Initializer forActivation(Activation activation) {
    return switch (activation.kind()) {
      case RELU, LEAKY_RELU, ELU, GELU, GELU_TANH, SILU -> HE_UNIFORM;
      case IDENTITY, SIGMOID, TANH, SOFTPLUS -> GLOROT_UNIFORM;
    };
  }

  /** Overwrites in×out weights, row after row, one {@code nextDouble} each. */
  void fill(Matrix weights, RandomGenerator random) {
    int fan = this == HE_UNIFORM ? weights.rows() : weights.rows() + weights.cols();
    double bound = Math.sqrt(6.0 / fan);
    for (int i = 0; i < weights.rows(); i++) {
      for (int j = 0; j < weights.cols(); j++) {
        weights.set(i, j, (2 * random.nextDouble() - 1) * bound);
      }
    }
  }
}
