package dev.lanewise.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check of a network as a user runs it, and the noise of a function. */
class NetworkCheckTest {
  private static Network network(Precision precision) {
    return Network.builder(6)
        .dense(9, Activation.RELU)
        .batchNorm()
        .dropout(0.2)
        .dense(7, Activation.GELU)
        .prelu()
        .layerNorm()
        .dense(3, Activation.IDENTITY)
        .loss(Loss.softmaxCrossEntropy(0.1))
        .l1(1e-3)
        .l2(1e-2)
        .precision(precision)
        .seed(3)
        .build();
  }

  private static DoubleMatrix draw(int rows, int cols, long seed) {
    return DoubleMatrix.wrap(
        new Random(seed).doubles((long) rows * cols, -1, 1).toArray(), rows, cols);
  }

  private static DoubleMatrix classes(int rows) {
    DoubleMatrix y = DoubleMatrix.zeros(rows, 3);
    for (int i = 0; i < rows; i++) {
      y.set(i, i % 3, 1);
    }
    return y;
  }

  @Test
  void aNetworkOfAllLayersAgrees() {
    for (int seed = 0; seed < 8; seed++) {
      Network network = network(Precision.F64);
      network.setStep(seed);
      double[] parameters = network.parameters().flat().toDoubles();
      double[] state = network.state().flat().toDoubles();
      NetworkCheck.Report report = NetworkCheck.check(network, draw(12, 6, seed), classes(12));
      assertThat(report.passed()).as(report::toString).isTrue();
      assertThat(report.tensors())
          .extracting(NetworkCheck.TensorReport::name)
          .containsExactlyElementsOf(network.parameters().tensors().keySet());
      assertThat(report.toString().lines()).hasSize(1 + report.tensors().size());
      assertThat(network.parameters().flat().toDoubles()).isEqualTo(parameters);
      assertThat(network.state().flat().toDoubles()).isEqualTo(state);
    }
  }

  @Test
  void entriesAreSpreadOverATensor() {
    Network network = network(Precision.F64);
    NetworkCheck.Report report =
        NetworkCheck.check(network, draw(12, 6, 1), classes(12), draw(12, 1, 2), 4);
    assertThat(report.passed()).as(report::toString).isTrue();
    assertThat(report.tensors().get(0).report().entries())
        .extracting(GradientCheck.Entry::index)
        .containsExactly(0, 13, 27, 40);
  }

  /** Outputs that leave softmax its targets' sum: with rows that sum to 2 its gradient is wrong. */
  @Test
  void aWrongGradientIsFoundAndNamed() {
    Network network = network(Precision.F64);
    DoubleMatrix y = classes(12);
    y.set(4, 0, 1);
    y.set(4, 1, 1);
    NetworkCheck.Report report = NetworkCheck.check(network, draw(12, 6, 1), y);
    assertThat(report.passed()).isFalse();
    assertThat(report.worst().report().passed()).isFalse();
    assertThat(report.worst().toString()).endsWith("DIFFERS");
  }

  @Test
  void refusesWhatCannotBeChecked() {
    Matrix x = draw(4, 6, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkCheck.check(network(Precision.F32), x, classes(4)))
        .withMessage(
            "a network in F32 with 196 parameters, 2147483647 entries a tensor: must be F64,"
                + " neither number 0");
    Network nothing = Network.builder(6).dropout(0.5).precision(Precision.F64).build();
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkCheck.check(nothing, x, x));
    x.fill(Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkCheck.check(network(Precision.F64), x, classes(4)))
        .withMessage("f is not finite near the point");
  }

  /** Noise of a known deviation on a smooth function, and what is never undercut. */
  @Test
  void noiseIsEstimated() {
    for (double deviation : new double[] {1e-6, 1e-10, 1e-13}) {
      Random random = new Random(7);
      double[] theta = {0.3, -2, 5};
      double noise =
          GradientCheck.noise(
              t -> Math.sin(t[0]) * Math.exp(t[1]) + t[2] + deviation * random.nextGaussian(),
              theta);
      // A mean of 12 correlated squares: within a factor of 3 either way.
      assertThat(noise / (8 * deviation)).isBetween(1 / 3.0, 3.0);
      assertThat(theta).containsExactly(0.3, -2, 5);
    }
    assertThat(GradientCheck.noise(t -> 1, new double[1])).isEqualTo(4 * Math.ulp(1.0));
  }
}
