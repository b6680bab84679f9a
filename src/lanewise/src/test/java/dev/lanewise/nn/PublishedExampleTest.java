package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;

/** Small networks whose numbers others have published or that fit on a page. */
class PublishedExampleTest {
  /**
   * Matt Mazur, "A Step by Step Backpropagation Example" (2015): 2–2–2, sigmoid, total error Σ ½(t
   * − o)², which for two outputs is our mean; rate 0.5. He leaves the biases as they are.
   */
  @Test
  void mazursStep() {
    Network network =
        Network.builder(2)
            .precision(Precision.F64)
            .dense(2, Activation.SIGMOID)
            .dense(2, Activation.SIGMOID)
            .build();
    Parameters p = network.parameters();
    p.weights(0).copyFrom(DoubleMatrix.of(new double[] {.15, .25}, new double[] {.20, .30}));
    p.weights(1).copyFrom(DoubleMatrix.of(new double[] {.40, .50}, new double[] {.45, .55}));
    p.bias(0).fill(.35);
    p.bias(1).fill(.60);
    Matrix x = DoubleMatrix.rowVector(.05, .10);
    Matrix y = DoubleMatrix.rowVector(.01, .99);

    Matrix outputs = network.predict(x);
    assertThat(outputs.get(0, 0)).isCloseTo(0.75136507, within(5e-9));
    assertThat(outputs.get(0, 1)).isCloseTo(0.772928465, within(5e-10));

    Parameters gradient = network.newGradient();
    assertThat(network.gradient(x, y, gradient)).isCloseTo(0.298371109, within(5e-10));
    double[] first = {0.149780716, 0.24975114, 0.19956143, 0.29950229};
    double[] second = {0.35891648, 0.511301270, 0.408666186, 0.561370121};
    for (int i = 0; i < 4; i++) {
      double w0 = p.weights(0).get(i / 2, i % 2) - 0.5 * gradient.weights(0).get(i / 2, i % 2);
      double w1 = p.weights(1).get(i / 2, i % 2) - 0.5 * gradient.weights(1).get(i / 2, i % 2);
      assertThat(w0).isCloseTo(first[i], within(5e-9));
      assertThat(w1).isCloseTo(second[i], within(5e-9));
    }
  }

  /** 2–3–1, sigmoid, written out: z = x·W + b, layer by layer, and δ back. */
  @Test
  void twoThreeOne() {
    Network network =
        Network.builder(2)
            .precision(Precision.F64)
            .dense(3, Activation.SIGMOID)
            .dense(1, Activation.SIGMOID)
            .build();
    Parameters p = network.parameters();
    p.weights(0).copyFrom(DoubleMatrix.of(new double[] {1, -1, .5}, new double[] {2, 1, -.5}));
    p.bias(0).copyFrom(DoubleMatrix.rowVector(.5, 0, -1));
    p.weights(1).copyFrom(DoubleMatrix.wrap(new double[] {1, -2, 3}, 3, 1));
    p.bias(1).fill(.25);
    Problem problem =
        new Problem(network, DoubleMatrix.rowVector(.5, -1), DoubleMatrix.rowVector(1));

    double[] h = {sigmoid(-1), sigmoid(-1.5), sigmoid(-.25)};
    double o = sigmoid(h[0] - 2 * h[1] + 3 * h[2] + .25);
    double delta = 2 * (o - 1) * o * (1 - o);
    double[] w = {1, -2, 3};
    double[] expected = new double[13];
    for (int j = 0; j < 3; j++) {
      double hidden = w[j] * delta * h[j] * (1 - h[j]);
      expected[j] = .5 * hidden;
      expected[3 + j] = -hidden;
      expected[6 + j] = hidden;
      expected[9 + j] = h[j] * delta;
    }
    expected[12] = delta;

    double u = Precision.F64.unitRoundoff();
    PlainBackprop plain = new PlainBackprop(problem);
    double[] bound = GradientRounding.at(plain, u);
    double[] gradient = problem.gradient();
    assertThat(network.loss(problem.x(), problem.y()))
        .isCloseTo((o - 1) * (o - 1), within(2 * LossRounding.at(plain, u)));
    for (int i = 0; i < expected.length; i++) {
      assertThat(gradient[i]).as("entry " + i).isCloseTo(expected[i], within(2 * bound[i]));
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
