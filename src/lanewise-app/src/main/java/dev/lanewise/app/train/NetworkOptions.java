package dev.lanewise.app.train;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** What the network is like. */
final class NetworkOptions {
  /** Normalisation between a hidden layer and its activation. */
  enum Norm {
    NONE,
    BATCH,
    LAYER;

    /** As the option is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What follows the products of a hidden layer.
   *
   * @param activation null for a parametric ReLU
   */
  record Nonlinearity(Activation activation) {
    @Override
    public String toString() {
      return activation == null ? "prelu" : activation.toString();
    }
  }

  @Option(
      names = "--layers",
      paramLabel = "N-…-N",
      converter = Allowed.Layers.class,
      description = {
        "Sizes of the layers, from the inputs to the outputs: 64 pixels and 10 digits.",
        "  Default: 64-32-10 for the digits, else one hidden layer of 100"
      })
  LayerSizes layers;

  @Option(
      names = "--activation",
      paramLabel = "F",
      converter = Allowed.Activations.class,
      description =
          "Of every layer but the last: sigmoid, tanh, relu, leaky-relu (slope "
              + "0.01), elu (alpha 1), softplus, gelu, gelu-tanh, silu or prelu (a "
              + "learned slope for each unit).")
  Nonlinearity activation = new Nonlinearity(Activation.SIGMOID);

  @Option(
      names = "--initializer",
      paramLabel = "I",
      converter = Allowed.Initializers.class,
      description =
          "Of the weights: glorot-uniform, glorot-normal, he-uniform, he-normal, "
              + "lecun-uniform, lecun-normal, autoencoder, constant:VALUE, uniform:LOW:HIGH or "
              + "normal:MEAN:DEVIATION. Default: he-uniform before relu and its like, else "
              + "glorot-uniform.")
  Initializer initializer;

  @Option(
      names = "--norm",
      paramLabel = "N",
      converter = Allowed.Norms.class,
      description = "Normalisation before each hidden activation: none, batch or layer.")
  Norm norm = Norm.NONE;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      converter = Allowed.Share.class,
      description = "Share of outputs of each hidden layer that a training step drops.")
  double dropout;

  @Option(
      names = "--input-dropout",
      paramLabel = "P",
      converter = Allowed.Share.class,
      description = "Share of inputs that a training step drops.")
  double inputDropout;

  @Option(
      names = "--loss",
      paramLabel = "L",
      converter = Allowed.Losses.class,
      description = {
        "cross-entropy, of the softmax of the last layer; binary-cross-entropy, of a "
            + "sigmoid for each class; mse, with a sigmoid as last layer (none for "
            + "--regression); or huber (delta 1) for --regression.",
        "  Default: cross-entropy, for --regression mse"
      })
  Loss loss;

  @Option(
      names = "--smoothing",
      paramLabel = "E",
      converter = Allowed.Share.class,
      description = "Label smoothing of cross-entropy.")
  double smoothing;

  @Option(
      names = "--class-weights",
      paramLabel = "W",
      split = ",",
      converter = Allowed.NotNegative.class,
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "A weight for the loss of each class, separated by commas.",
        "  Default: 1 each"
      })
  double[] classWeights = {};

  @Option(
      names = "--l1",
      paramLabel = "L",
      converter = Allowed.NotNegative.class,
      description = "Adds L times the sum of all weights' magnitudes to the loss.")
  double l1;

  @Option(
      names = "--l2",
      paramLabel = "L",
      converter = Allowed.NotNegative.class,
      description = "Adds L/2 times the sum of all weights' squares to the loss.")
  double l2;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = Allowed.Precisions.class,
      defaultValue = "f32",
      description = "f32 or f64.")
  Precision precision;

  /**
   * Builds the network.
   *
   * @throws IllegalArgumentException if sizes, loss or class weights do not fit
   */
  Network build(int inputs, int outputs, boolean classes, long seed) {
    int hidden = inputs == Digits.PIXELS && outputs == Digits.CLASSES ? 32 : 100;
    LayerSizes sizes = layers == null ? new LayerSizes(List.of(inputs, hidden, outputs)) : layers;
    sizes.check(inputs, outputs);
    NetworkBuilder builder =
        Network.builder(inputs)
            .precision(precision)
            .loss(loss(classes))
            .l1(l1)
            .l2(l2)
            .classWeights(classWeights)
            .seed(seed);
    if (inputDropout > 0) {
      builder.dropout(inputDropout);
    }
    for (int size : sizes.sizes().subList(1, sizes.sizes().size() - 1)) {
      hidden(builder, size);
    }
    boolean plain = !classes || isEntropy(loss(true));
    Activation last = plain ? Activation.IDENTITY : Activation.SIGMOID;
    return builder.dense(outputs, last, initializer(last)).build();
  }

  private Loss loss(boolean classes) {
    Loss usual = classes ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR;
    Loss chosen = loss == null ? usual : loss;
    boolean entropy = isEntropy(chosen);
    if (classes ? chosen.kind() == Loss.Kind.HUBER : entropy) {
      throw new IllegalArgumentException(
          "--loss " + chosen + (classes ? " is for --regression" : " is for classes"));
    }
    if (smoothing > 0 && !entropy) {
      throw new IllegalArgumentException("--smoothing is for cross-entropies");
    }
    return switch (chosen.kind()) {
      case SOFTMAX_CROSS_ENTROPY -> Loss.softmaxCrossEntropy(smoothing);
      case BINARY_CROSS_ENTROPY -> Loss.binaryCrossEntropy(smoothing);
      case MEAN_SQUARED_ERROR, HUBER -> chosen;
    };
  }

  /** Whether the loss takes logits, and makes probabilities of them itself. */
  private static boolean isEntropy(Loss loss) {
    return loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY
        || loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY;
  }

  private void hidden(NetworkBuilder builder, int size) {
    Activation f = activation.activation();
    if (norm == Norm.NONE && f != null) {
      builder.dense(size, f, initializer(f));
    } else {
      Activation like = norm == Norm.NONE ? Activation.RELU : Activation.IDENTITY;
      builder.dense(size, Activation.IDENTITY, initializer(like));
      switch (norm) {
        case NONE -> {}
        case BATCH -> builder.batchNorm();
        case LAYER -> builder.layerNorm();
      }
      if (f == null) {
        builder.prelu();
      } else {
        builder.activation(f);
      }
    }
    if (dropout > 0) {
      builder.dropout(dropout);
    }
  }

  private Initializer initializer(Activation f) {
    return initializer == null ? Initializer.forActivation(f) : initializer;
  }

  /** What decides the bits, for a checkpoint. */
  String settings() {
    return String.format(
        "layers=%s%nactivation=%s%ninitializer=%s%nnorm=%s%ndropout=%s%ninput-dropout=%s%nloss=%s%nsmoothing=%s%n"
            + "class-weights=%s%nl1=%s%nl2=%s%nprecision=%s",
        layers,
        activation,
        initializer,
        norm,
        dropout,
        inputDropout,
        loss,
        smoothing,
        Arrays.toString(classWeights),
        l1,
        l2,
        precision);
  }
}
