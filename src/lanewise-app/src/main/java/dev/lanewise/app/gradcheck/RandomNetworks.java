package dev.lanewise.app.gradcheck;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.BatchNorm;
import dev.lanewise.nn.LayerNorm;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws networks of all layers, activations, losses and decays, each with a batch. */
final class RandomNetworks {
  private static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.IDENTITY,
          Activation.SIGMOID,
          Activation.TANH,
          Activation.RELU,
          Activation.leakyRelu(0.1),
          Activation.elu(0.7),
          Activation.SOFTPLUS,
          Activation.GELU,
          Activation.GELU_TANH,
          Activation.SILU);

  /**
   * Of normalisations: with a small one a batch of few rows is steeper than differences can see.
   */
  private static final double EPSILON = 0.1;

  private final RandomGenerator random;

  /** The same seed draws the same networks. */
  RandomNetworks(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A network with a batch to check it on: inputs, and targets that fit the loss. */
  record Problem(Network network, DoubleMatrix x, DoubleMatrix y) {}

  Problem draw() {
    int inputs = random.nextInt(1, 9);
    NetworkBuilder builder =
        Network.builder(inputs).precision(Precision.F64).seed(random.nextLong());
    int layers = random.nextInt(1, 4);
    for (int i = 0; i < layers; i++) {
      hidden(builder);
    }
    int outputs = random.nextInt(1, 6);
    Loss loss = Loss.all().get(random.nextInt(Loss.all().size()));
    boolean classes = loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY;
    builder.dense(outputs, Activation.IDENTITY).loss(loss);
    if (random.nextBoolean()) {
      builder.l2(0.1 * random.nextDouble());
    }
    int batch = random.nextInt(1, 8);
    DoubleMatrix y = DoubleMatrix.zeros(batch, outputs);
    for (int i = 0; i < batch; i++) {
      if (classes) {
        y.set(i, random.nextInt(outputs), 1);
      }
      for (int j = 0; j < outputs && !classes; j++) {
        y.set(i, j, random.nextDouble());
      }
    }
    Network network = builder.build();
    // Biases too: with zeros, a row that dropout has emptied lies at the very kink of a ReLU.
    network.parameters().flat().copyFrom(uniform(1, network.parameters().size()));
    return new Problem(network, uniform(batch, inputs), y);
  }

  private void hidden(NetworkBuilder builder) {
    int size = random.nextInt(1, 9);
    Activation activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    switch (random.nextInt(6)) {
      case 0 ->
          builder
              .dense(size, Activation.IDENTITY)
              .add(new BatchNorm(size, EPSILON, 0.1))
              .activation(activation);
      case 1 ->
          builder
              .dense(size, Activation.IDENTITY)
              .add(new LayerNorm(size, EPSILON))
              .activation(activation);
      case 2 -> builder.dense(size, Activation.IDENTITY).prelu();
      case 3 -> builder.dense(size, activation).dropout(0.3);
      default -> builder.dense(size, activation);
    }
  }

  /** From −1 to 1. */
  private DoubleMatrix uniform(int rows, int cols) {
    DoubleMatrix x = DoubleMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, 2 * random.nextDouble() - 1);
      }
    }
    return x;
  }
}
