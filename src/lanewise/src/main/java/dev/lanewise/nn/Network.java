package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A feed-forward network with its parameters: forward, loss and exact gradient over batches.
 *
 * <pre>{@code
 * Network network =
 *     Network.builder(64)
 *         .dense(32, Activation.SIGMOID)
 *         .dense(10, Activation.IDENTITY)
 *         .loss(Loss.SOFTMAX_CROSS_ENTROPY)
 *         .seed(7)
 *         .build();
 * }</pre>
 *
 * <p>Samples are rows. The bits of a sample's outputs do not depend on its batch, nor any bits on
 * the number of threads. After the first batch of a size, a step allocates nothing. One thread at a
 * time may use a network.
 */
public final class Network {
  /** Batch sizes whose buffers are kept: a full batch, the last one, and three of evaluation. */
  private static final int KEPT_PASSES = 5;

  private static final int PREDICTION_ROWS = 256;

  private final Precision precision;
  private final List<Layer> layers;
  private final Loss loss;
  private final Parameters parameters;
  private final Parameters state;
  private final long seed;
  private final Moment moment = new Moment();
  private final List<NetworkPass> passes = new ArrayList<>(KEPT_PASSES);

  private Network(Builder builder) {
    precision = builder.precision;
    layers = List.copyOf(builder.layers);
    loss = builder.loss;
    seed = builder.seed;
    parameters = new Parameters(precision, layers, Layer::parameters);
    state = new Parameters(precision, layers, Layer::state);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(builder.seed);
    for (int i = 0; i < layers.size(); i++) {
      fill(layers.get(i).parameters(), parameters.layer(i), random);
      fill(layers.get(i).state(), state.layer(i), random);
    }
  }

  private static void fill(List<Tensor> tensors, List<Matrix> matrices, RandomGenerator random) {
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).initializer().fill(matrices.get(i), random);
    }
  }

  /** Begins a network with this many inputs; single precision, mean squared error, seed 0. */
  public static Builder builder(int inputs) {
    return new Builder(inputs);
  }

  /** Precision of parameters and batches. */
  public Precision precision() {
    return precision;
  }

  /** The layers, first to last. */
  public List<Layer> layers() {
    return layers;
  }

  /** The loss. */
  public Loss loss() {
    return loss;
  }

  /** Number of inputs. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Number of outputs. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** The parameters, shared: writing them changes the network. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * What layers keep from batch to batch without learning it, the running statistics of batch
   * normalisation; shared.
   */
  public Parameters state() {
    return state;
  }

  long seed() {
    return seed;
  }

  Moment moment() {
    return moment;
  }

  /** Number of the training step, from 0: what dropout draws depends on it and the seed alone. */
  public long step() {
    return moment.step;
  }

  /**
   * Sets the number of the training step: whoever trains adds 1 after each update.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setStep(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + ": steps count from 0");
    }
    moment.step = step;
    moment.row = 0;
  }

  /** A gradient of zeros with the shape of the parameters. */
  public Parameters newGradient() {
    return new Parameters(precision, layers, Layer::parameters);
  }

  /** Layers with their shapes, parameters and cost. */
  public Summary summary() {
    return Summary.of(this);
  }

  /**
   * The mean loss over a batch, at inference: nothing is dropped, and batch normalisation takes its
   * running statistics.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double loss(Matrix x, Matrix y) {
    checkBatch(x, y);
    NetworkPass pass = pass(x.rows());
    pass.forward(x, Mode.INFERENCE);
    return pass.loss(y);
  }

  /**
   * The mean loss over a batch in training, what {@link #gradient} is the gradient of: dropout
   * draws for this {@link #step}, batch normalisation takes the statistics of the batch. Changes
   * nothing.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double trainingLoss(Matrix x, Matrix y) {
    checkBatch(x, y);
    moment.row = 0;
    NetworkPass pass = pass(x.rows());
    pass.forward(x, Mode.TRAINING);
    return pass.loss(y);
  }

  /**
   * Overwrites {@code gradient} with ∂loss/∂parameters over a batch and returns the mean loss, that
   * of {@link #trainingLoss}. Running statistics in {@link #state} take the batch in.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @param gradient from {@link #newGradient}
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double gradient(Matrix x, Matrix y, Parameters gradient) {
    checkBatch(x, y);
    Shapes.checkRowMajor("gradient", gradient.flat(), precision, 1, parameters.size());
    moment.row = 0;
    NetworkPass pass = pass(x.rows());
    pass.forward(x, Mode.TRAINING);
    double value = pass.loss(y);
    pass.backward(gradient, false);
    pass.updateState();
    return value;
  }

  /**
   * Predictions for any number of samples: the outputs, or softmax(z) with softmax cross-entropy.
   *
   * @param x m×inputs
   * @return a new m×outputs matrix
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public Matrix predict(Matrix x) {
    Shapes.checkRowMajor("inputs", x, precision, x.rows(), inputs());
    Matrix result = Matrix.zeros(precision, x.rows(), outputs());
    for (int from = 0; from < x.rows(); from += PREDICTION_ROWS) {
      int to = Math.min(from + PREDICTION_ROWS, x.rows());
      NetworkPass pass = pass(to - from);
      pass.forward(x.rowRange(from, to), Mode.INFERENCE);
      result.rowRange(from, to).copyFrom(pass.outputs());
    }
    loss.predict(result);
    return result;
  }

  private void checkBatch(Matrix x, Matrix y) {
    Shapes.checkRowMajor("inputs", x, precision, Math.max(1, x.rows()), inputs());
    Shapes.checkRowMajor("targets", y, precision, x.rows(), outputs());
  }

  private NetworkPass pass(int batch) {
    for (int i = 0; i < passes.size(); i++) {
      if (passes.get(i).batch == batch) {
        return passes.get(i);
      }
    }
    if (passes.size() == KEPT_PASSES) {
      passes.remove(0);
    }
    NetworkPass pass = new NetworkPass(this, batch);
    passes.add(pass);
    return pass;
  }

  /** Collects what a network is made of. */
  public static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private int width;
    private Precision precision = Precision.F32;
    private Loss loss = Loss.MEAN_SQUARED_ERROR;
    private long seed;

    private Builder(int inputs) {
      width = inputs;
    }

    /** Adds a dense layer with the usual initializer for its activation. */
    public Builder dense(int outputs, Activation activation) {
      return dense(outputs, activation, Initializer.forActivation(activation));
    }

    /**
     * Adds a dense layer.
     *
     * @throws IllegalArgumentException if a size is not positive
     */
    public Builder dense(int outputs, Activation activation, Initializer initializer) {
      return add(new Dense(width, outputs, activation, initializer));
    }

    /** Adds an activation alone. */
    public Builder activation(Activation activation) {
      return add(new ActivationLayer(width, activation));
    }

    /** Adds a parametric ReLU with one slope a column, beginning at 0.25. */
    public Builder prelu() {
      return add(new PRelu(width, false, 0.25));
    }

    /**
     * Adds dropout.
     *
     * @param rate share of dropped elements
     * @throws IllegalArgumentException if it is not in 0 … 1, 1 excluded
     */
    public Builder dropout(double rate) {
      return add(new Dropout(width, rate));
    }

    /** Adds layer normalisation with ε = 1e-5. */
    public Builder layerNorm() {
      return add(new LayerNorm(width, 1e-5));
    }

    /** Adds batch normalisation with ε = 1e-5 and momentum 0.1. */
    public Builder batchNorm() {
      return add(new BatchNorm(width, 1e-5, 0.1));
    }

    /**
     * States that samples are pictures.
     *
     * @throws IllegalArgumentException if there are not as many inputs as the picture has numbers
     */
    public Builder flatten(int height, int width, int channels) {
      return add(new Flatten(height, width, channels));
    }

    /**
     * Adds a layer.
     *
     * @throws IllegalArgumentException if its inputs are not as many as the outputs so far
     */
    public Builder add(Layer layer) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            layer.label() + " takes " + layer.inputs() + " inputs, but is given " + width);
      }
      layers.add(layer);
      width = layer.outputs();
      return this;
    }

    /** Sets the loss. */
    public Builder loss(Loss loss) {
      this.loss = loss;
      return this;
    }

    /** Sets the precision of parameters and batches. */
    public Builder precision(Precision precision) {
      this.precision = precision;
      return this;
    }

    /**
     * Sets the seed of the weights: one L64X128MixRandom, layer after layer, row-major. Both
     * precisions draw the same numbers and round them.
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException if there is no layer that computes something
     */
    public Network build() {
      if (layers.stream().allMatch(Flatten.class::isInstance)) {
        throw new IllegalArgumentException("a network needs at least one layer");
      }
      return new Network(this);
    }
  }
}
