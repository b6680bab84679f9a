package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;

/** Collects what a {@link Network} is made of, layer after layer. */
public final class NetworkBuilder {
  final List<Layer> layers = new ArrayList<>();
  private int width;
  Precision precision = Precision.F32;
  Loss loss = Loss.MEAN_SQUARED_ERROR;
  long seed;
  double l1;
  double l2;
  Matrix classWeights;

  NetworkBuilder(int inputs) {
    width = inputs;
  }

  /** Adds a dense layer with the usual initializer for its activation. */
  public NetworkBuilder dense(int outputs, Activation activation) {
    return dense(outputs, activation, Initializer.forActivation(activation));
  }

  /**
   * Adds a dense layer.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public NetworkBuilder dense(int outputs, Activation activation, Initializer initializer) {
    return add(new Dense(width, outputs, activation, initializer));
  }

  /** Adds an activation alone. */
  public NetworkBuilder activation(Activation activation) {
    return add(new ActivationLayer(width, activation));
  }

  /** Adds a parametric ReLU with one slope a column, beginning at 0.25. */
  public NetworkBuilder prelu() {
    return add(new PRelu(width, false, 0.25));
  }

  /**
   * Adds dropout.
   *
   * @param rate share of dropped elements
   * @throws IllegalArgumentException if it is not in 0 … 1, 1 excluded
   */
  public NetworkBuilder dropout(double rate) {
    return add(new Dropout(width, rate));
  }

  /** Adds layer normalisation with ε = 1e-5. */
  public NetworkBuilder layerNorm() {
    return add(new LayerNorm(width, 1e-5));
  }

  /** Adds batch normalisation with ε = 1e-5 and momentum 0.1. */
  public NetworkBuilder batchNorm() {
    return add(new BatchNorm(width, 1e-5, 0.1));
  }

  /**
   * States that samples are pictures.
   *
   * @throws IllegalArgumentException if there are not as many inputs as the picture has numbers
   */
  public NetworkBuilder flatten(int height, int width, int channels) {
    return add(new Flatten(height, width, channels));
  }

  /**
   * Adds a layer.
   *
   * @throws IllegalArgumentException if its inputs are not as many as the outputs so far
   */
  public NetworkBuilder add(Layer layer) {
    if (layer.inputs() != width) {
      throw new IllegalArgumentException(
          layer.label() + " takes " + layer.inputs() + " inputs, but is given " + width);
    }
    layers.add(layer);
    width = layer.outputs();
    return this;
  }

  /** Sets the loss. */
  public NetworkBuilder loss(Loss loss) {
    this.loss = loss;
    return this;
  }

  /**
   * Adds λ·Σ |w| over the weights of dense layers to the loss, not over biases, slopes, scales and
   * shifts.
   *
   * @throws IllegalArgumentException if λ is negative or not finite
   */
  public NetworkBuilder l1(double lambda) {
    l1 = checkDecay(lambda);
    return this;
  }

  /**
   * Adds λ/2·Σ w² over the weights of dense layers to the loss, not over biases, slopes, scales and
   * shifts: the gradient has λ·w.
   *
   * @throws IllegalArgumentException if λ is negative or not finite
   */
  public NetworkBuilder l2(double lambda) {
    l2 = checkDecay(lambda);
    return this;
  }

  private static double checkDecay(double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "a weight decay of " + lambda + ": must be finite and not negative");
    }
    return lambda;
  }

  /**
   * Multiplies the loss of a sample by the weight of its class, with targets y by Σ y·weight.
   *
   * @param weights one for each output; none for ones
   */
  public NetworkBuilder classWeights(double... weights) {
    classWeights = weights.length == 0 ? null : DoubleMatrix.wrap(weights, weights.length, 1);
    return this;
  }

  /** Sets the precision of parameters and batches. */
  public NetworkBuilder precision(Precision precision) {
    this.precision = precision;
    return this;
  }

  /**
   * Sets the seed of the weights: one L64X128MixRandom, layer after layer, row-major. Both
   * precisions draw the same numbers and round them.
   */
  public NetworkBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Builds the network.
   *
   * @throws IllegalArgumentException if there is no layer that computes something, or the number of
   *     class weights is not that of the outputs
   */
  public Network build() {
    if (layers.stream().allMatch(Flatten.class::isInstance)) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    if (classWeights != null && classWeights.rows() != width) {
      throw new IllegalArgumentException(
          classWeights.rows() + " class weights for " + width + " outputs");
    }
    return new Network(this);
  }
}
