package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gradient's statistics where it can be worked out on paper. */
@Tag("once")
class GradientStatisticsTest {
  /** a = w₀x₀ + w₁x₁ + b with w = (3, 4), b = 0; one sample x = (2, 0), y = 5: a = 6, d = 2. */
  private static List<GradientStatistics.Report> reports(double y, int epochs, int every) {
    Network network =
        Network.builder(2).dense(1, Activation.IDENTITY).precision(Precision.F64).build();
    network.parameters().weights(0).set(0, 0, 3);
    network.parameters().weights(0).set(1, 0, 4);
    Matrix x = DoubleMatrix.rowVector(2, 0);
    List<GradientStatistics.Report> reports = new ArrayList<>();
    new Trainer(network, new Sgd(0.125))
        .epochs(epochs)
        .callback(new GradientStatistics(every, reports::add))
        .fit(DataSet.of(x, DoubleMatrix.rowVector(y)));
    return reports;
  }

  @Test
  void workedOutByHand() {
    List<GradientStatistics.Report> reports = reports(5, 2, 1);
    assertThat(reports).hasSize(2);
    GradientStatistics.TensorStatistics weights = reports.get(0).tensors().get(0);
    assertThat(weights.name()).isEqualTo("0.weights");
    assertThat(weights.norm()).isEqualTo(4);
    assertThat(weights.largest()).isEqualTo(4);
    assertThat(weights.zeros()).isEqualTo(0.5);
    assertThat(weights.updateRatio()).isEqualTo(0.5 / 5);
    assertThat(weights.cosine()).isNaN();
    GradientStatistics.TensorStatistics bias = reports.get(0).tensors().get(1);
    assertThat(bias.norm()).isEqualTo(2);
    assertThat(bias.updateRatio()).isInfinite();
    // w₀ = 2.5, b = −0.25: a = 4.75, d = −0.5, so the gradient turned round.
    GradientStatistics.TensorStatistics second = reports.get(1).tensors().get(0);
    assertThat(second.norm()).isEqualTo(1);
    assertThat(second.cosine()).isCloseTo(-1, within(1e-15));
    assertThat(second.updateRatio()).isEqualTo(0.125 / Math.hypot(2.5, 4));
    assertThat(reports.get(0).warnings()).isEmpty();
    assertThat(reports.get(0).toString().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .contains("0.weights", "4.000e+00", "50.0 %", "1.000e-01");
  }

  @Test
  void measuresEverySoManySteps() {
    assertThat(reports(5, 10, 4)).extracting(r -> r.epoch()).containsExactly(1, 5, 9);
  }

  @Test
  void warnsOfWhatVanishesAndExplodes() {
    assertThat(reports(6, 1, 1).get(0).warnings())
        .containsExactly(
            "the gradient of 0.weights vanishes in step 1 of epoch 1: its norm is 0.00",
            "the gradient of 0.bias vanishes in step 1 of epoch 1: its norm is 0.00");
    assertThat(reports(1000, 1, 1).get(0).warnings())
        .containsExactly(
            "the gradient of 0.weights explodes in step 1 of epoch 1: its norm is 3.98e+03",
            "the gradient of 0.bias explodes in step 1 of epoch 1: its norm is 1.99e+03");
  }
}
