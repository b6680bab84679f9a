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
  private final List<Dense> layers;
  private final Loss loss;
  private final Parameters parameters;
  private final List<Pass> passes = new ArrayList<>(KEPT_PASSES);

  private Network(Builder builder) {
    precision = builder.precision;
    layers = List.copyOf(builder.layers);
    loss = builder.loss;
    parameters = new Parameters(precision, layers);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(builder.seed);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).initializer().fill(parameters.weights(i), random);
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
  public List<Dense> layers() {
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

  /** A gradient of zeros with the shape of the parameters. */
  public Parameters newGradient() {
    return new Parameters(precision, layers);
  }

  /** Layers with their shapes, parameters and cost. */
  public Summary summary() {
    return Summary.of(this);
  }

  /**
   * The mean loss over a batch.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double loss(Matrix x, Matrix y) {
    checkBatch(x, y);
    Pass pass = pass(x.rows());
    pass.forward(x);
    return pass.loss(y);
  }

  /**
   * Overwrites {@code gradient} with ∂loss/∂parameters over a batch and returns the mean loss.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @param gradient from {@link #newGradient}
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double gradient(Matrix x, Matrix y, Parameters gradient) {
    checkBatch(x, y);
    Shapes.checkRowMajor("gradient", gradient.flat(), precision, 1, parameters.size());
    Pass pass = pass(x.rows());
    pass.forward(x);
    double value = pass.loss(y);
    pass.backward(gradient);
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
      Pass pass = pass(to - from);
      pass.forward(x.rowRange(from, to));
      result.rowRange(from, to).copyFrom(pass.outputs());
    }
    loss.predict(result);
    return result;
  }

  private void checkBatch(Matrix x, Matrix y) {
    Shapes.checkRowMajor("inputs", x, precision, Math.max(1, x.rows()), inputs());
    Shapes.checkRowMajor("targets", y, precision, x.rows(), outputs());
  }

  private Pass pass(int batch) {
    for (int i = 0; i < passes.size(); i++) {
      if (passes.get(i).batch == batch) {
        return passes.get(i);
      }
    }
    if (passes.size() == KEPT_PASSES) {
      passes.remove(0);
    }
    Pass pass = new Pass(this, batch);
    passes.add(pass);
    return pass;
  }

  /** All layers at work on batches of one size. */
  private static final class Pass {
    final int batch;
    private final Loss loss;
    private final DensePass[] dense;
    private Matrix x;
    private Matrix xTransposed;

    Pass(Network network, int batch) {
      this.batch = batch;
      loss = network.loss;
      dense = new DensePass[network.layers.size()];
      for (int i = 0; i < dense.length; i++) {
        Parameters p = network.parameters;
        dense[i] = new DensePass(network.layers.get(i), p.weights(i), p.bias(i), batch);
      }
    }

    Matrix outputs() {
      return dense[dense.length - 1].a;
    }

    void forward(Matrix input) {
      if (x != input) {
        x = input;
        xTransposed = input.transposed();
      }
      dense[0].forward(x);
      for (int i = 1; i < dense.length; i++) {
        dense[i].forward(dense[i - 1].a);
      }
    }

    double loss(Matrix y) {
      return loss.gradient(outputs(), y, dense[dense.length - 1].dz);
    }

    void backward(Parameters gradient) {
      dense[dense.length - 1].backwardFromLoss();
      for (int i = dense.length - 1; i > 0; i--) {
        DensePass previous = dense[i - 1];
        dense[i].backward(previous.aTransposed(), gradient.weights(i), gradient.bias(i), previous);
      }
      dense[0].backward(xTransposed, gradient.weights(0), gradient.bias(0), null);
    }
  }

  /** Collects what a network is made of. */
  public static final class Builder {
    private final List<Dense> layers = new ArrayList<>();
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
      layers.add(new Dense(width, outputs, activation, initializer));
      width = outputs;
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
     * @throws IllegalArgumentException if there is no layer
     */
    public Network build() {
      if (layers.isEmpty()) {
        throw new IllegalArgumentException("a network needs at least one layer");
      }
      return new Network(this);
    }
  }
}
