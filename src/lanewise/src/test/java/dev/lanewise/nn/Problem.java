package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A network with a batch: what gradients are compared on. */
record Problem(Network network, Matrix x, Matrix y) {
  /** One layer of a plan. */
  record Stage(int outputs, Activation activation) {}

  /** What is fixed before the numbers are drawn. */
  record Plan(int inputs, List<Stage> layers, Loss loss, int batch) {
    int outputs() {
      return layers.get(layers.size() - 1).outputs();
    }

    /**
     * Parameters, inputs and, for squared error, targets uniform on ±1; for cross-entropy one-hot
     * targets of random classes.
     */
    Problem draw(long seed) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Network network = network(this, Precision.F64);
      Matrix x = uniform(random, batch, inputs);
      Matrix y = uniform(random, batch, outputs());
      if (loss.equals(Loss.SOFTMAX_CROSS_ENTROPY)) {
        y.fill(0);
        for (int i = 0; i < batch; i++) {
          y.set(i, random.nextInt(outputs()), 1);
        }
      }
      Matrix flat = network.parameters().flat();
      flat.copyFrom(uniform(random, 1, flat.cols()));
      return new Problem(network, x, y);
    }
  }

  private static Matrix uniform(RandomGenerator random, int rows, int cols) {
    double[] elements = random.doubles((long) rows * cols, -1, 1).toArray();
    return DoubleMatrix.wrap(elements, rows, cols);
  }

  private static Network network(Plan plan, Precision precision) {
    NetworkBuilder builder = Network.builder(plan.inputs()).loss(plan.loss()).precision(precision);
    for (Stage layer : plan.layers()) {
      builder.dense(layer.outputs(), layer.activation());
    }
    return builder.build();
  }

  /** The same numbers in another precision, rounded where they must be. */
  Problem to(Precision precision) {
    List<Stage> layers =
        network.layers().stream()
            .map(Dense.class::cast)
            .map(d -> new Stage(d.outputs(), d.activation()))
            .toList();
    Network copy = network(new Plan(network.inputs(), layers, network.loss(), x.rows()), precision);
    copy.parameters().flat().copyFrom(network.parameters().flat());
    return new Problem(copy, x.to(precision), y.to(precision));
  }

  /** A copy of the parameters. */
  double[] theta() {
    return network.parameters().flat().toDoubles();
  }

  /** The library's loss at other parameters, which stay in the network. */
  double lossAt(double[] theta) {
    network.parameters().flat().copyFrom(DoubleMatrix.wrap(theta, 1, theta.length));
    return network.loss(x, y);
  }

  /** The library's gradient, flat. */
  double[] gradient() {
    Parameters gradient = network.newGradient();
    gradient.flat().fill(Double.NaN);
    network.gradient(x, y, gradient);
    return gradient.flat().toDoubles();
  }
}
