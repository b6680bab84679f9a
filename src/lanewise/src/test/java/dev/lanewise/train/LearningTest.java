package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
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

  /**
   * 10→64 ReLU→10 softmax, of the tutorial. Its data is noise; here the class is the place of the
   * largest input, which can be learned: the network must get all 512 samples right.
   *
   * <p>Before, with outputs that know nothing (weights of 0), each probability is 1/10, correctly
   * rounded, and the loss log 10: 512 fused additions of its logarithm, below 1 ulp off
   * (DoubleMathTest), and the division make γ(512 + 4) in double precision.
   */
  @Tag("once")
  @ParameterizedTest
  @EnumSource
  void tenSixtyFourTen(Precision precision) {
    DataSet data = largestOfTen(512, 2).to(precision);
    for (long seed = 1; seed <= 2; seed++) {
      Network network =
          tenSixtyFourTen(precision, seed, Initializer.forActivation(Activation.IDENTITY));
      assertThat(network.summary().parameters()).isEqualTo(10 * 64 + 64 + 64 * 10 + 10);
      new Trainer(network, new Adam(0.02))
          .schedule(Schedule.cosine(0.02, 0, 150 * 16))
          .epochs(150)
          .batchSize(32)
          .fit(data);
      Evaluation learned = Evaluation.of(network, data);
      assertThat(learned.metrics().accuracy()).isEqualTo(1);
      assertThat(learned.metrics().loss()).isLessThan(0.05);
      double rounding = 16 * precision.unitRoundoff();
      for (int i = 0; i < data.size(); i++) {
        Matrix p = learned.predictions().row(i);
        // Each is off by its division, all by that of their sum: 10 + 2 roundings of at most 1.
        assertThat(Reductions.sum(p)).isCloseTo(1, within(rounding));
      }
    }
    Network blank = tenSixtyFourTen(precision, 1, Initializer.ZEROS);
    Evaluation before = Evaluation.of(blank, data);
    double tenth = precision == Precision.F32 ? 0.1f : 0.1;
    assertThat(before.predictions().toDoubles()).containsOnly(tenth);
    double log10 = Math.log(10);
    assertThat(before.metrics().loss()).isCloseTo(log10, within(516 * 0x1p-53 * log10));
  }

  private static Network tenSixtyFourTen(Precision precision, long seed, Initializer last) {
    return Network.builder(10)
        .dense(64, Activation.RELU)
        .dense(10, Activation.IDENTITY, last)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(precision)
        .seed(seed)
        .build();
  }

  private static DataSet largestOfTen(int samples, long seed) {
    Random random = new Random(seed);
    DoubleMatrix x = DoubleMatrix.zeros(samples, 10);
    int[] classes = new int[samples];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < 10; j++) {
        x.set(i, j, random.nextDouble());
        classes[i] = x.get(i, j) > x.get(i, classes[i]) ? j : classes[i];
      }
    }
    return DataSet.labelled(x, classes, 10);
  }
}
