package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step and an epoch do, and that they do it again to the bit. */
class TrainerTest {
  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  /** Two noisy classes in {@code inputs} dimensions. */
  private static DataSet classes(int size, int inputs, Precision precision) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    Matrix x = Matrix.zeros(precision, size, inputs);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(2);
      for (int j = 0; j < inputs; j++) {
        x.set(i, j, random.nextDouble() + 0.3 * labels[i]);
      }
    }
    return DataSet.labelled(x, labels, 2);
  }

  private static Network network(int inputs, int hidden, Precision precision) {
    return Network.builder(inputs)
        .dense(hidden, Activation.SIGMOID)
        .dense(2, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(precision)
        .seed(2)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void aStepIsGradientThenOptimizer(Precision precision) {
    DataSet data = classes(9, 5, precision);
    Network expected = network(5, 4, precision);
    Parameters gradient = expected.newGradient();
    double loss = expected.gradient(data.inputs(), data.targets(), gradient);
    new Sgd(0.3).step(expected.parameters().flat(), gradient.flat());

    Network trained = network(5, 4, precision);
    double reported = new Trainer(trained, new Sgd(0.3)).step(data.inputs(), data.targets());
    assertThat(reported).isEqualTo(loss);
    assertThat(bits(trained)).isEqualTo(bits(expected));
  }

  @Test
  void anEpochIsAStepForEveryBatch() {
    DataSet data = classes(23, 5, Precision.F64);
    Network expected = network(5, 4, Precision.F64);
    Trainer stepper = new Trainer(expected, new Sgd(0.2));
    Batches batches = new Batches(data, 10, 77);
    double[] losses = new double[2];
    for (int epoch = 0; epoch < 2; epoch++) {
      batches.shuffle(epoch + 1);
      for (int i = 0; i < batches.count(); i++) {
        batches.load(i);
        Matrix x = batches.inputs(i);
        losses[epoch] += stepper.step(x, batches.targets(i)) * x.rows() / 23;
      }
    }
    Network trained = network(5, 4, Precision.F64);
    List<Epoch> heard = new ArrayList<>();
    List<Epoch> history =
        new Trainer(trained, new Sgd(0.2))
            .epochs(2)
            .batchSize(10)
            .seed(77)
            .afterEpoch(heard::add)
            .fit(data, classes(4, 5, Precision.F64))
            .epochs();
    assertThat(bits(trained)).isEqualTo(bits(expected));
    assertThat(history).isEqualTo(heard).hasSize(2);
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(history.get(epoch).number()).isEqualTo(epoch + 1);
      assertThat(history.get(epoch).samples()).isEqualTo(23);
      assertThat(history.get(epoch).seconds()).isNotNegative();
      assertThat(history.get(epoch).batchLoss()).isCloseTo(losses[epoch], within(1e-12));
    }
    assertThat(history.get(1).train()).isEqualTo(Metrics.of(trained, data));
    assertThat(history.get(1).validation())
        .isEqualTo(Metrics.of(trained, classes(4, 5, Precision.F64)));
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBitsOnAnyThreads(Precision precision) {
    DataSet data = classes(150, 64, precision);
    double[] first = null;
    for (int team : new int[] {1, 1, 2, 3, 7}) {
      Gemm.setThreads(team);
      Network network = network(64, 80, precision);
      List<Epoch> history =
          new Trainer(network, new Sgd(0.1)).epochs(2).batchSize(64).seed(5).fit(data).epochs();
      double[] bits = Arrays.copyOf(bits(network), network.parameters().size() + 2);
      bits[bits.length - 2] = history.get(1).batchLoss();
      bits[bits.length - 1] = history.get(1).train().loss();
      first = first == null ? bits : first;
      assertThat(bits).as(team + " threads").isEqualTo(first);
    }
    Network other = network(64, 80, precision);
    new Trainer(other, new Sgd(0.1)).epochs(2).batchSize(64).seed(6).fit(data);
    assertThat(bits(other)).isNotEqualTo(Arrays.copyOf(first, other.parameters().size()));
  }

  /** One bad sample among 12, the last of its epoch's order or the first: its step is not taken. */
  @ParameterizedTest
  @EnumSource
  void aLossThatIsNotFiniteStopsBeforeItsStep(Precision precision) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DataSet data = classes(12, 5, precision);
      data.targets().set(7, 0, bad);
      Network expected = network(5, 4, precision);
      Trainer stepper = new Trainer(expected, new Sgd(0.2));
      Batches batches = new Batches(data, 4, 8);
      batches.shuffle(1);
      int step = 0;
      batches.load(step);
      while (Double.isFinite(expected.loss(batches.inputs(step), batches.targets(step)))) {
        stepper.step(batches.inputs(step), batches.targets(step));
        batches.load(++step);
      }
      double[] before = bits(expected);
      Network trained = network(5, 4, precision);
      List<Epoch> heard = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  new Trainer(trained, new Sgd(0.2))
                      .epochs(3)
                      .batchSize(4)
                      .seed(8)
                      .afterEpoch(heard::add)
                      .fit(data))
          .isExactlyInstanceOf(NonFiniteLossException.class)
          .hasMessageMatching(
              "the loss became (NaN|Infinity|-Infinity) in step "
                  + (step + 1)
                  + " of epoch 1, all layers' outputs being finite; a smaller .*");
      assertThat(bits(trained)).isEqualTo(before);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void aRateThatIsTooLargeIsReported() {
    DataSet data =
        DataSet.of(
            DoubleMatrix.wrap(new double[] {1, 2, 3}, 3, 1),
            DoubleMatrix.wrap(new double[] {1, 2, 3}, 3, 1));
    Network network =
        Network.builder(1).dense(1, Activation.IDENTITY).precision(Precision.F64).build();
    Trainer trainer = new Trainer(network, new Sgd(100)).epochs(1000).batchSize(3);
    assertThatThrownBy(() -> trainer.fit(data))
        .isExactlyInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("in step 1 of epoch ")
        .hasMessageEndingWith(
            "outputs being finite; a smaller learning rate may help, if inputs and targets are"
                + " finite");
    assertThat(bits(network)).doesNotContain(Double.NaN);
  }

  private static double[] bits(Network network) {
    return network.parameters().flat().toDoubles();
  }
}
