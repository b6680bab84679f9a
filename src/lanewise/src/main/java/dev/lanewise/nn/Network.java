package dev.lanewise.nn;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.List;
import java.util.Optional;
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
  private static final int EVALUATED_ROWS = 256;

  private final Precision precision;
  private final List<Layer> layers;
  private final Loss loss;
  private final Parameters parameters;
  private final Parameters state;
  private final long seed;
  private final Matrix classWeights;
  private final WeightDecay decay;
  private final Moment moment = new Moment();
  private final Timing timing = new Timing();
  private final Passes passes = new Passes(this);

  /** Of the micro-batches of this step. */
  private long rowsAccumulated;

  Network(NetworkBuilder builder) {
    precision = builder.precision;
    layers = List.copyOf(builder.layers);
    loss = builder.loss;
    seed = builder.seed;
    parameters = new Parameters(precision, layers, Layer::parameters);
    state = new Parameters(precision, layers, Layer::state);
    classWeights = builder.classWeights == null ? null : builder.classWeights.to(precision);
    decay = new WeightDecay(builder.l1, builder.l2, layers, parameters);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(builder.seed);
    for (int i = 0; i < layers.size(); i++) {
      parameters.draw(i, layers.get(i).parameters(), random);
      state.draw(i, layers.get(i).state(), random);
    }
  }

  /** Begins a network with this many inputs; single precision, mean squared error, seed 0. */
  public static NetworkBuilder builder(int inputs) {
    return new NetworkBuilder(inputs);
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

  /** One a class, outputs×1, or null. */
  Matrix classWeights() {
    return classWeights;
  }

  Timing timing() {
    return timing;
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
    rowsAccumulated = 0;
  }

  /** A gradient of zeros with the shape of the parameters. */
  public Parameters newGradient() {
    return new Parameters(precision, layers, Layer::parameters);
  }

  /** Layers with their shapes, parameters and what a sample by itself costs. */
  public Summary summary() {
    return summary(1);
  }

  /**
   * Layers with their shapes, parameters and what a batch costs.
   *
   * @throws IllegalArgumentException if the batch is not positive
   */
  public Summary summary(int batch) {
    return Summary.of(this, batch);
  }

  /**
   * The mean loss over a batch, at inference: nothing is dropped, and batch normalisation takes its
   * running statistics. Weight decay is part of it.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double loss(Matrix x, Matrix y) {
    return loss(x, y, null);
  }

  /**
   * {@link #loss(Matrix, Matrix)} with each sample's part of the mean times its weight; the mean is
   * one over the number of samples, whatever their weights.
   *
   * @param sampleWeights batch×1; null for ones
   */
  public double loss(Matrix x, Matrix y, Matrix sampleWeights) {
    return forward(x, y, sampleWeights, x.rows(), Mode.INFERENCE) + decay.value();
  }

  /**
   * The mean loss over a batch in training, what {@link #gradient} is the gradient of: dropout
   * draws for this {@link #step}, batch normalisation takes the statistics of the batch. Weight
   * decay is part of it. Changes nothing.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @param sampleWeights batch×1; null for ones
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the batch is empty
   */
  public double trainingLoss(Matrix x, Matrix y, Matrix sampleWeights) {
    moment.row = 0;
    return forward(x, y, sampleWeights, x.rows(), Mode.TRAINING) + decay.value();
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
    return gradient(x, y, null, gradient);
  }

  /**
   * {@link #gradient(Matrix, Matrix, Parameters)} with each sample's part of the mean times its
   * weight.
   *
   * @param sampleWeights batch×1; null for ones
   */
  public double gradient(Matrix x, Matrix y, Matrix sampleWeights, Parameters gradient) {
    parameters.checkGradient(gradient);
    rowsAccumulated = 0;
    moment.row = 0;
    double value = forward(x, y, sampleWeights, x.rows(), Mode.TRAINING);
    backward(gradient, false);
    return value + accumulateDecay(gradient);
  }

  /**
   * Accumulates into {@code gradient} what a micro-batch adds to the gradient of a batch of {@code
   * samples}, and returns what it adds to the mean loss, both without weight decay: {@link
   * #accumulateDecay} adds that, once a batch. The gradient begins as zeros.
   *
   * <p>The micro-batches of a {@link #step}, in turn, give the bits that {@link #gradient} has for
   * the whole batch where each has 256 rows, the last perhaps fewer: chunks of numerics v1
   * (AccumulatedGradientTest; a gradient of −0 becomes +0). Otherwise sums are rounded elsewhere.
   * Dropout draws as for the whole batch. Batch normalisation takes the statistics of each
   * micro-batch by itself, so with it the whole batch is another thing.
   *
   * @param x rows×inputs
   * @param y rows×outputs
   * @param sampleWeights rows×1; null for ones
   * @param samples what sums are divided by for the mean: the number of samples in the whole batch,
   *     or the sum of their weights, if a sample of weight 2 is to count as two
   * @param gradient from {@link #newGradient}
   * @throws IllegalArgumentException if shapes or precisions do not fit, the micro-batch is empty,
   *     or samples is not positive and finite or, without weights, less than the rows
   */
  public double accumulateGradient(
      Matrix x, Matrix y, Matrix sampleWeights, double samples, Parameters gradient) {
    parameters.checkGradient(gradient);
    boolean tooFew = sampleWeights == null && samples < x.rows();
    if (tooFew || !(samples > 0 && samples < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a micro-batch of " + x.rows() + " samples in a batch of " + samples);
    }
    moment.row = rowsAccumulated;
    double value = forward(x, y, sampleWeights, samples, Mode.TRAINING);
    backward(gradient, true);
    rowsAccumulated += x.rows();
    return value;
  }

  /**
   * Accumulates into {@code gradient} that of weight decay, and returns the decay: λ₁·Σ |w| +
   * λ₂/2·Σ w² over the weights, not over biases, slopes, scales and shifts.
   *
   * @param gradient from {@link #newGradient}
   * @throws IllegalArgumentException if the gradient is none of this network
   */
  public double accumulateDecay(Parameters gradient) {
    parameters.checkGradient(gradient);
    decay.accumulate(gradient);
    return decay.value();
  }

  private double forward(Matrix x, Matrix y, Matrix sampleWeights, double samples, Mode mode) {
    checkBatch(x, y, sampleWeights);
    return passes.forward(x, mode).loss(y, sampleWeights, samples);
  }

  private void backward(Parameters gradient, boolean accumulate) {
    passes.last().backward(gradient, accumulate);
    passes.last().updateState();
  }

  /**
   * Predictions for any number of samples: the outputs, or softmax(z) with softmax cross-entropy
   * and sigmoid(z) with binary cross-entropy. The bits of a row depend on no other.
   *
   * @param x m×inputs
   * @return a new m×outputs matrix
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public Matrix predict(Matrix x) {
    Shapes.checkRowMajor("inputs", x, precision, x.rows(), inputs());
    Matrix result = Matrix.zeros(precision, x.rows(), outputs());
    for (int from = 0; from < x.rows(); from += EVALUATED_ROWS) {
      int to = Math.min(from + EVALUATED_ROWS, x.rows());
      NetworkPass pass = passes.forward(x.rowRange(from, to), Mode.INFERENCE);
      result.rowRange(from, to).copyFrom(pass.outputs());
    }
    loss.predict(result);
    return result;
  }

  /**
   * The class of each sample: the column of its largest prediction, the first if there are several.
   *
   * @param x m×inputs
   * @return m columns
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public int[] predictClass(Matrix x) {
    int[] classes = new int[x.rows()];
    Reductions.argMax(predict(x), classes);
    return classes;
  }

  /**
   * The mean {@link #loss(Matrix, Matrix)} over any number of samples, in batches of 256.
   *
   * @param x m×inputs
   * @param y m×outputs
   * @throws IllegalArgumentException if shapes or precisions do not fit, or there are no samples
   */
  public double evaluate(Matrix x, Matrix y) {
    return evaluate(x, y, null);
  }

  /**
   * {@link #evaluate(Matrix, Matrix)} where a sample of weight 2 counts as two: Σ weight·loss over
   * Σ weight, NaN if that is 0.
   *
   * @param sampleWeights m×1; null for ones
   */
  public double evaluate(Matrix x, Matrix y, Matrix sampleWeights) {
    checkBatch(x, y, sampleWeights);
    double sum = 0;
    double count = 0;
    for (int from = 0; from < x.rows(); from += EVALUATED_ROWS) {
      int to = Math.min(from + EVALUATED_ROWS, x.rows());
      Matrix targets = y.rowRange(from, to);
      Matrix weights = sampleWeights == null ? null : sampleWeights.rowRange(from, to);
      sum += forward(x.rowRange(from, to), targets, weights, 1, Mode.INFERENCE);
      for (int i = from; i < to; i++) {
        count += sampleWeights == null ? 1 : sampleWeights.get(i, 0);
      }
    }
    return sum / count + decay.value();
  }

  /**
   * Begins to measure where time goes, from zero, until {@link #stopProfile}.
   *
   * @return what is measured, while it is
   */
  public Profile startProfile() {
    timing.profile = new Profile(layers);
    return timing.profile;
  }

  /** Stops measuring; the profile keeps what it has. */
  public void stopProfile() {
    timing.profile = null;
  }

  /** The profile that is being measured, for who updates parameters; null if there is none. */
  public Profile profile() {
    return timing.profile;
  }

  /**
   * Where numbers stopped being finite in the last forward pass, when its loss is not: the inputs
   * are not looked at.
   *
   * @return the first layer with a NaN or infinity in its outputs, such as "layer 2 (dense + relu,
   *     64 → 25)"; empty if there is none
   */
  public Optional<String> firstNonFinite() {
    int first = passes.last() == null ? -1 : passes.last().firstNonFinite();
    if (first < 0) {
      return Optional.empty();
    }
    Layer layer = layers.get(first);
    String shape = layer.inputs() + " → " + layer.outputs();
    return Optional.of("layer " + first + " (" + layer.label() + ", " + shape + ")");
  }

  private void checkBatch(Matrix x, Matrix y, Matrix sampleWeights) {
    Shapes.checkRowMajor("inputs", x, precision, Math.max(1, x.rows()), inputs());
    Shapes.checkRowMajor("targets", y, precision, x.rows(), outputs());
    if (sampleWeights != null) {
      Shapes.checkRowMajor("sample weights", sampleWeights, precision, x.rows(), 1);
    }
  }
}
