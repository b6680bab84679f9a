package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.PlainNetwork.Fault;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * A network of any layers, activations, loss, decay and weights, with a batch, in f64; and what a
 * {@link PlainNetwork} says of it.
 */
final class RandomNetwork {
  /** How many kinds of layers {@link #add} knows. */
  static final int KINDS = 9;

  private static final double[] DECAYS = {0, 0.01, 0.3};

  final Network network;
  final DoubleMatrix x;
  final DoubleMatrix y;

  /** One a sample, or null. */
  final DoubleMatrix sampleWeights;

  private final DoubleMatrix weights;
  private final double l1;
  private final double l2;

  /**
   * Draws all that is not told.
   *
   * @param kinds of the layers, 0 … {@link #KINDS} − 1
   */
  RandomNetwork(List<Integer> kinds, Loss loss, int batch, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = random.nextInt(1, 5);
    NetworkBuilder builder = Network.builder(inputs).precision(Precision.F64).loss(loss).seed(seed);
    int width = inputs;
    for (int kind : kinds) {
      width = add(builder, kind, width, random);
    }
    l1 = DECAYS[random.nextInt(DECAYS.length)];
    l2 = DECAYS[random.nextInt(DECAYS.length)];
    DoubleMatrix classWeights = random.nextBoolean() ? uniform(random, 1, width, 0.5, 2) : null;
    if (classWeights != null) {
      builder.classWeights(classWeights.toDoubles());
    }
    network = builder.l1(l1).l2(l2).build();
    network.setStep(random.nextInt(100));
    network.parameters().flat().copyFrom(uniform(random, 1, network.parameters().size(), -1, 1));
    x = uniform(random, batch, inputs, -1, 1);
    y = uniform(random, batch, width, 0, 1);
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      for (int i = 0; i < batch; i++) {
        DoubleMatrix row = y.row(i);
        double sum = Reductions.sum(row);
        for (int j = 0; j < width; j++) {
          row.set(0, j, row.get(0, j) / sum);
        }
      }
    }
    sampleWeights = random.nextBoolean() ? uniform(random, batch, 1, 0, 2) : null;
    weights = DoubleMatrix.zeros(batch, 1);
    for (int i = 0; i < batch; i++) {
      double ofClasses = classWeights == null ? 1 : 0;
      for (int j = 0; j < width && classWeights != null; j++) {
        ofClasses += y.get(i, j) * classWeights.get(0, j);
      }
      weights.set(i, 0, ofClasses * (sampleWeights == null ? 1 : sampleWeights.get(i, 0)));
    }
  }

  private static int add(NetworkBuilder builder, int kind, int width, SplittableRandom random) {
    Activation f = Plans.ACTIVATIONS.get(random.nextInt(Plans.ACTIVATIONS.size()));
    int outputs = random.nextInt(1, 5);
    switch (kind) {
      case 0, 1, 2 -> builder.dense(outputs, f);
      case 3 -> builder.activation(f);
      case 4 -> builder.add(new PRelu(width, random.nextBoolean(), 0.25));
      case 5 -> builder.dropout(random.nextDouble() / 2);
      case 6 -> builder.add(new LayerNorm(width, 0.1));
      case 7 -> builder.add(new BatchNorm(width, 0.1, 0.1));
      default -> builder.flatten(1, width, 1);
    }
    return kind < 3 ? outputs : width;
  }

  private static DoubleMatrix uniform(
      SplittableRandom random, int rows, int cols, double low, double high) {
    double[] numbers = random.doubles((long) rows * cols, low, high).toArray();
    return DoubleMatrix.wrap(numbers, rows, cols);
  }

  double[] theta() {
    return network.parameters().flat().toDoubles();
  }

  /** The library's loss at other parameters, which stay in the network. */
  double lossAt(double[] theta) {
    network.parameters().flat().copyFrom(DoubleMatrix.wrap(theta, 1, theta.length));
    return network.trainingLoss(x, y, sampleWeights);
  }

  /** The library's gradient, flat. */
  double[] gradient() {
    Parameters gradient = network.newGradient();
    gradient.flat().fill(Double.NaN);
    network.gradient(x, y, sampleWeights, gradient);
    return gradient.flat().toDoubles();
  }

  /** Whether the loss depends on the targets by weights of classes, too. */
  boolean hasClassWeights() {
    return network.classWeights() != null;
  }

  /** The plain outputs at θ, moving along v. */
  Dual[][] outputs(double[] v) {
    double[] theta = theta();
    IntFunction<Dual> point = k -> new Dual(new Rounded(theta[k], 0), new Rounded(v[k], 0));
    Dual zero = Dual.variable(0).constant(0);
    return new PlainNetwork<>(network, Fault.NONE, zero, point, x, y, weights).outputs();
  }

  /** The plain loss. */
  <S extends Scalar<S>> S plain(Fault fault, S zero, IntFunction<S> theta) {
    return new PlainNetwork<>(network, fault, zero, theta, x, y, weights).loss(l1, l2);
  }

  /** The slope of the plain loss along every entry, by dual numbers. */
  Rounded[] slopes(Fault fault) {
    double[] theta = theta();
    Rounded[] slopes = new Rounded[theta.length];
    Dual zero = Dual.variable(0).constant(0);
    for (int i = 0; i < theta.length; i++) {
      int direction = i;
      IntFunction<Dual> point =
          k -> k == direction ? Dual.variable(theta[k]) : zero.constant(theta[k]);
      slopes[i] = plain(fault, zero, point).slope();
    }
    return slopes;
  }

  /** The plain loss with a bound on its rounding, which bounds the library's too. */
  Rounded rounded() {
    double[] theta = theta();
    return plain(Fault.NONE, new Rounded(0, 0), i -> new Rounded(theta[i], 0));
  }

  /** The library's gradient as {@link RoundedBackprop} bounds it. */
  Rounded[] backward() {
    return backward(y, weights, l1, l2);
  }

  /** The same for other targets, without weights and decay. */
  Rounded[] backward(DoubleMatrix targets) {
    DoubleMatrix ones = DoubleMatrix.zeros(x.rows(), 1);
    ones.fill(1);
    return backward(targets, ones, 0, 0);
  }

  /** A weight is the sum of a product for each class, times that of its sample. */
  private Rounded[] backward(DoubleMatrix targets, DoubleMatrix of, double l1, double l2) {
    Rounded[] theta =
        Arrays.stream(theta()).mapToObj(v -> new Rounded(v, 0)).toArray(Rounded[]::new);
    double relative = ForwardRounding.gamma(2 * (network.outputs() + 2), 0x1p-53);
    Rounded[] ofSamples = new Rounded[x.rows()];
    for (int i = 0; i < ofSamples.length; i++) {
      ofSamples[i] = new Rounded(of.get(i, 0), relative * of.get(i, 0));
    }
    PlainNetwork<Rounded> plain =
        new PlainNetwork<>(network, Fault.NONE, new Rounded(0, 0), k -> theta[k], x, targets, of);
    return new RoundedBackprop(network, theta, plain).gradient(targets, ofSamples, l1, l2);
  }

  /** Whether a step of the check along entry i takes a number to the other side of a kink. */
  boolean meetsKink(int i) {
    double[] theta = theta();
    double h = GradientCheck.step(theta[i]);
    BitSet here = sides(theta, i, 0);
    for (double move : new double[] {-h, -h / 2, h / 2, h}) {
      if (!sides(theta, i, move).equals(here)) {
        return true;
      }
    }
    return false;
  }

  private BitSet sides(double[] theta, int i, double move) {
    PlainNetwork<Rounded> plain =
        new PlainNetwork<>(
            network,
            Fault.NONE,
            new Rounded(0, 0),
            k -> new Rounded(k == i ? theta[k] + move : theta[k], 0),
            x,
            y,
            weights);
    plain.loss(l1, l2);
    return plain.sides;
  }
}
