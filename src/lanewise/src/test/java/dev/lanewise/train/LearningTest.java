package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problems that must be learned; all is deterministic. */
class LearningTest {
  private static final DoubleMatrix CORNERS =
      DoubleMatrix.wrap(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);

  @ParameterizedTest
  @EnumSource
  void xorAsClasses(Precision precision) {
    DataSet data = DataSet.labelled(CORNERS.to(precision), new int[] {0, 1, 1, 0}, 2);
    for (long seed = 1; seed <= 3; seed++) {
      Network network =
          Network.builder(2)
              .dense(8, Activation.SIGMOID)
              .dense(2, Activation.IDENTITY)
              .loss(Loss.SOFTMAX_CROSS_ENTROPY)
              .precision(precision)
              .seed(seed)
              .build();
      Trainer trainer = new Trainer(network, new Sgd(1));
      for (int step = 0; step < 3000; step++) {
        trainer.step(data.inputs(), data.targets());
      }
      Metrics learned = Metrics.of(network, data);
      assertThat(learned.accuracy()).isEqualTo(1);
      assertThat(learned.loss()).isLessThan(0.05);
    }
  }

  @ParameterizedTest
  @EnumSource
  void xorAsNumbersThroughReluAndSigmoid(Precision precision) {
    Matrix x = CORNERS.to(precision);
    Matrix y = DoubleMatrix.wrap(new double[] {0, 1, 1, 0}, 4, 1).to(precision);
    Network network =
        Network.builder(2)
            .dense(16, Activation.RELU)
            .dense(1, Activation.SIGMOID)
            .precision(precision)
            .seed(1)
            .build();
    Trainer trainer = new Trainer(network, new Sgd(1));
    for (int step = 0; step < 2000; step++) {
      trainer.step(x, y);
    }
    Matrix predicted = network.predict(x);
    for (int i = 0; i < 4; i++) {
      assertThat(predicted.get(i, 0)).isCloseTo(y.get(i, 0), within(0.1));
    }
  }

  /** y = 2x + 3 from five points: 1,000 epochs of single samples. */
  @ParameterizedTest
  @EnumSource
  void linearRegression(Precision precision) {
    DataSet data =
        DataSet.of(
                DoubleMatrix.wrap(new double[] {1, 2, 3, 4, 5}, 5, 1),
                DoubleMatrix.wrap(new double[] {5, 7, 9, 11, 13}, 5, 1))
            .to(precision);
    for (int batchSize : new int[] {1, 5}) {
      Network network =
          Network.builder(1).dense(1, Activation.IDENTITY).precision(precision).build();
      List<Epoch> history =
          new Trainer(network, new Sgd(0.01)).epochs(1000).batchSize(batchSize).fit(data).epochs();
      assertThat(network.parameters().weights(0).get(0, 0)).isCloseTo(2, within(0.15));
      assertThat(network.parameters().bias(0).get(0, 0)).isCloseTo(3, within(0.15));
      assertThat(history).hasSize(1000);
      assertThat(history.get(999).train().loss()).isLessThan(history.get(0).train().loss());
    }
  }
}
