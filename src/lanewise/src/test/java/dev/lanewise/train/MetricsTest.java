package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import org.junit.jupiter.api.Test;

/** Loss and accuracy against counting by hand. */
class MetricsTest {
  /** A network that hands its two inputs on. */
  private static Network identity(Loss loss) {
    Network network =
        Network.builder(2)
            .dense(2, Activation.IDENTITY)
            .loss(loss)
            .precision(Precision.F64)
            .build();
    network.parameters().flat().fill(0);
    network.parameters().weights(0).set(0, 0, 1);
    network.parameters().weights(0).set(1, 1, 1);
    return network;
  }

  @Test
  void countsFourSamples() {
    Matrix x =
        DoubleMatrix.of(
            new double[] {2, 1}, new double[] {0, 3}, new double[] {5, 4}, new double[] {1, 1});
    DataSet data = DataSet.labelled(x, new int[] {0, 1, 1, 0}, 2);
    Metrics metrics = Metrics.of(identity(Loss.MEAN_SQUARED_ERROR), data);
    // Differences (1, 1), (0, 2), (5, 3), (0, 1); the tie of the last goes to the first column.
    assertThat(metrics.loss()).isEqualTo((1 + 1 + 0 + 4 + 25 + 9 + 0 + 1) / 8.0);
    assertThat(metrics.accuracy()).isEqualTo(0.75);
  }

  @Test
  void countsAcrossBatches() {
    int size = 600;
    Matrix x = DoubleMatrix.zeros(size, 2);
    int[] labels = new int[size];
    double loss = 0;
    int right = 0;
    for (int i = 0; i < size; i++) {
      double z = (i % 13 - 6) / 3.0 + 0.01;
      x.set(i, 0, z);
      labels[i] = i % 3 == 0 ? 1 : 0;
      loss += Math.log1p(Math.exp(labels[i] == 0 ? -z : z));
      right += (z > 0 ? 0 : 1) == labels[i] ? 1 : 0;
    }
    Metrics metrics =
        Metrics.of(identity(Loss.SOFTMAX_CROSS_ENTROPY), DataSet.labelled(x, labels, 2));
    assertThat(metrics.loss()).isCloseTo(loss / size, within(1e-12));
    assertThat(metrics.accuracy()).isEqualTo((double) right / size);
  }

  @Test
  void refusesNoSamples() {
    DataSet none = DataSet.labelled(DoubleMatrix.zeros(0, 2), new int[0], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.of(identity(Loss.MEAN_SQUARED_ERROR), none))
        .withMessage("a data set without samples has no metrics");
  }
}
