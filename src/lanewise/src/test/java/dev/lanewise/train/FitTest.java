package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.Plateau;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each setting of a trainer does, against the same by hand. */
@Tag("once")
class FitTest {
  private static final DataSet DATA = classes(23, 1);
  private static final DataSet VALIDATION = classes(11, 2);

  private static DataSet classes(int size, int shift) {
    Matrix x = Matrix.zeros(Precision.F64, size, 5);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 5; j++) {
        x.set(i, j, Math.sin(7 * i + 3 * j + shift) + 0.2 * labels[i]);
      }
    }
    return DataSet.labelled(x, labels, 2);
  }

  private static Network network() {
    return Network.builder(5)
        .dense(4, Activation.TANH)
        .batchNorm()
        .dense(2, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(Precision.F64)
        .seed(2)
        .build();
  }

  private static Network plain() {
    return Network.builder(5)
        .dense(4, Activation.TANH)
        .dense(2, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(Precision.F64)
        .l2(0.01)
        .seed(2)
        .build();
  }

  private static double[] bits(Network network) {
    return network.parameters().flat().toDoubles();
  }

  /** Keeps what it is told. */
  private static final class Recorder implements Callback {
    final List<Double> rates = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<Double> norms = new ArrayList<>();
    final List<String> places = new ArrayList<>();

    @Override
    public void beforeUpdate(Step step) {
      norms.add(dev.lanewise.elementwise.Reductions.norm2(step.gradient().flat()));
    }

    @Override
    public void afterUpdate(Step step) {
      rates.add(step.learningRate());
      losses.add(step.loss());
      places.add(step.epoch() + ": " + step.number() + "/" + step.count() + " " + step.samples());
    }

    @Override
    public void afterEpoch(Epoch epoch) {
      places.add("epoch " + epoch.number());
    }
  }

  @Test
  void callbacksHearEveryStep() {
    Recorder recorder = new Recorder();
    History history =
        new Trainer(network(), new Sgd(0.1))
            .epochs(2)
            .batchSize(10)
            .callback(recorder)
            .fit(DATA, VALIDATION);
    assertThat(recorder.places)
        .containsExactly(
            "1: 1/3 10",
            "1: 2/3 10",
            "1: 3/3 3",
            "epoch 1",
            "2: 1/3 10",
            "2: 2/3 10",
            "2: 3/3 3",
            "epoch 2");
    double sum =
        10 * recorder.losses.get(0) + 10 * recorder.losses.get(1) + 3 * recorder.losses.get(2);
    assertThat(history.epochs().get(0).batchLoss()).isCloseTo(sum / 23, within(1e-14));
    assertThat(history.reason()).isEqualTo(History.Reason.EPOCHS);
    assertThat(history.best()).isEqualTo(2);
    assertThat(history.last()).isEqualTo(history.epochs().get(1));
  }

  @Test
  void aCallbackEndsTraining() {
    List<Integer> heard = new ArrayList<>();
    History history =
        new Trainer(network(), new Sgd(0.1))
            .epochs(5)
            .batchSize(10)
            .callback(
                new Callback() {
                  @Override
                  public void afterUpdate(Step step) {
                    heard.add(step.number());
                    if (heard.size() == 5) {
                      step.stop();
                    }
                  }
                })
            .fit(DATA, VALIDATION);
    assertThat(heard).containsExactly(1, 2, 3, 1, 2);
    assertThat(history.reason()).isEqualTo(History.Reason.CALLBACK);
    assertThat(history.epochs()).hasSize(1);
  }

  /** Without batch normalisation, groups of batches are one batch; the last of an epoch is less. */
  @Test
  void accumulatedBatchesAreOneBatch() {
    Network whole = plain();
    new Trainer(whole, new Sgd(0.3)).epochs(3).batchSize(12).seed(4).fit(DATA);
    Network parts = plain();
    Recorder recorder = new Recorder();
    new Trainer(parts, new Sgd(0.3))
        .epochs(3)
        .batchSize(4)
        .accumulate(3)
        .seed(4)
        .callback(recorder)
        .fit(DATA);
    assertThat(recorder.places).startsWith("1: 1/2 12", "1: 2/2 11", "epoch 1");
    for (int i = 0; i < bits(whole).length; i++) {
      assertThat(bits(parts)[i]).isCloseTo(bits(whole)[i], within(1e-13));
    }
  }

  @Test
  void theScheduleSetsTheRateOfEachStep() {
    Schedule schedule = Schedule.exponential(0.4, 0.5);
    Recorder recorder = new Recorder();
    new Trainer(network(), new Sgd(9))
        .epochs(2)
        .batchSize(12)
        .schedule(schedule)
        .callback(recorder)
        .fit(DATA);
    assertThat(recorder.rates).containsExactly(0.4, 0.2, 0.1, 0.05);
  }

  @Test
  void aPlateauIsToldTheLossOnTheValidationData() {
    Plateau trained = new Plateau(0.4, 0.5, 1, 0.01, 0);
    Recorder recorder = new Recorder();
    List<Epoch> epochs =
        new Trainer(network(), new Sgd(9))
            .epochs(12)
            .batchSize(23)
            .schedule(trained)
            .callback(recorder)
            .fit(DATA, VALIDATION)
            .epochs();
    Plateau expected = new Plateau(0.4, 0.5, 1, 0.01, 0);
    for (int i = 0; i < 12; i++) {
      assertThat(recorder.rates.get(i)).isEqualTo(expected.rate(i));
      expected.report(epochs.get(i).validation().loss());
    }
    assertThat(recorder.rates.get(11)).isLessThan(0.4);
  }

  @Test
  void clippingIsDoneBeforeTheStep() {
    Network expected = plain();
    Parameters gradient = expected.newGradient();
    Batches batches = new Batches(DATA, 23, 0);
    batches.shuffle(1);
    batches.load(0);
    expected.gradient(batches.inputs(0), batches.targets(0), gradient);
    GradientClipping.byValue(gradient.flat(), 0.03);
    GradientClipping.byNorm(gradient.flat(), 0.05);
    new Sgd(0.5).step(expected.parameters().flat(), gradient.flat());

    Network trained = plain();
    Recorder recorder = new Recorder();
    new Trainer(trained, new Sgd(0.5))
        .epochs(1)
        .batchSize(23)
        .clipByNorm(0.05)
        .clipByValue(0.03)
        .callback(recorder)
        .fit(DATA);
    assertThat(bits(trained)).isEqualTo(bits(expected));
    assertThat(recorder.norms.get(0)).isCloseTo(0.05, within(1e-15));
  }

  @Test
  void earlyStoppingEndsWithTheBestWeights() {
    for (boolean restore : new boolean[] {true, false}) {
      Network trained = network();
      List<double[]> states = new ArrayList<>();
      History history =
          new Trainer(trained, new Sgd(2))
              .epochs(200)
              .batchSize(6)
              .earlyStopping(new EarlyStopping(EarlyStopping.Watched.LOSS, 3, 0.001, restore))
              .afterEpoch(epoch -> states.add(bits(trained)))
              .fit(DATA, VALIDATION);
      int last = history.epochs().size();
      assertThat(history.reason()).isEqualTo(History.Reason.EARLY_STOPPING);
      assertThat(last).isEqualTo(history.best() + 3).isLessThan(200);
      double best = history.epochs().get(history.best() - 1).validation().loss();
      for (int i = history.best(); i < last; i++) {
        assertThat(history.epochs().get(i).validation().loss()).isGreaterThan(best - 0.001);
      }
      assertThat(bits(trained)).isEqualTo(states.get((restore ? history.best() : last) - 1));
      Metrics now = Metrics.of(trained, VALIDATION);
      assertThat(now.loss() == best).isEqualTo(restore);
    }
  }

  @Test
  void earlyStoppingWatchesTheAccuracy() {
    History history =
        new Trainer(network(), new Sgd(0.01))
            .epochs(50)
            .batchSize(6)
            .earlyStopping(new EarlyStopping(EarlyStopping.Watched.ACCURACY, 2, 0, true))
            .fit(DATA, VALIDATION);
    double best = history.epochs().get(history.best() - 1).validation().accuracy();
    assertThat(history.epochs().stream().mapToDouble(e -> e.validation().accuracy()).max())
        .hasValue(best);
  }

  /** One bad sample of 23: its step is left out, and the network does as if it had never been. */
  @ParameterizedTest
  @EnumSource
  void aLossThatIsNotFinite(NonFinitePolicy policy) {
    DataSet data = DataSet.of(DATA.inputs().copy(), DATA.targets().copy());
    data.inputs().set(17, 2, Double.NaN);
    Network trained = network();
    Recorder recorder = new Recorder();
    Trainer trainer =
        new Trainer(trained, new Sgd(0.1))
            .epochs(1)
            .batchSize(4)
            .onNonFiniteLoss(policy)
            .callback(recorder);
    Network expected = network();
    Trainer stepper = new Trainer(expected, new Sgd(0.1));
    Batches batches = new Batches(data, 4, 0);
    batches.shuffle(1);
    for (int i = 0; i < batches.count(); i++) {
      batches.load(i);
      boolean bad = false;
      for (double x : batches.inputs(i).toDoubles()) {
        bad |= Double.isNaN(x);
      }
      if (bad && policy == NonFinitePolicy.STOP) {
        break;
      } else if (!bad || policy == NonFinitePolicy.GO_ON) {
        stepper.step(batches.inputs(i), batches.targets(i));
      }
    }
    if (policy == NonFinitePolicy.STOP) {
      assertThatThrownBy(() -> trainer.fit(data, VALIDATION))
          .isExactlyInstanceOf(NonFiniteLossException.class);
    } else {
      trainer.fit(data, VALIDATION);
      assertThat(recorder.losses).hasSize(policy == NonFinitePolicy.SKIP ? 5 : 6);
    }
    assertThat(bits(trained)).isEqualTo(bits(expected));
    assertThat(trained.state().flat().toDoubles()).isEqualTo(expected.state().flat().toDoubles());
    if (policy != NonFinitePolicy.GO_ON) {
      assertThat(bits(trained)).doesNotContain(Double.NaN);
      assertThat(trained.state().flat().toDoubles()).doesNotContain(Double.NaN);
    }
  }

  /**
   * A weight of NaN in each layer in turn: it is the one that is named, in the bad batch's group.
   */
  @Test
  void namesTheFirstLayerThatIsNotFinite() {
    for (int bad = 0; bad <= 2; bad++) {
      Network network = network();
      network.parameters().layer(bad).get(0).set(0, 1, Double.NaN);
      int layer = bad;
      for (int accumulated = 1; accumulated <= 2; accumulated++) {
        Trainer trainer = new Trainer(network, new Sgd(0.1)).batchSize(10).accumulate(accumulated);
        assertThatThrownBy(() -> trainer.fit(DATA))
            .isExactlyInstanceOf(NonFiniteLossException.class)
            .hasMessageContaining(
                "step 1 of epoch 1, first in the outputs of layer " + layer + " (");
      }
    }
  }

  @Test
  void refusesWhatIsNotPositive() {
    Trainer trainer = new Trainer(network(), new Sgd(0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.epochs(0))
        .withMessage("0 epochs: must be positive");
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.batchSize(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.accumulate(0));
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.clipByNorm(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.clipByValue(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping(0));
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.model(new Model(network())));
  }

  /** Exactly as the source of the example has it: samples in turn, SGD, MSE, 1,000 epochs. */
  @ParameterizedTest
  @EnumSource
  void theLineOfTheExample(Precision precision) {
    DataSet line =
        DataSet.of(
                DoubleMatrix.wrap(new double[] {1, 2, 3, 4, 5}, 5, 1),
                DoubleMatrix.wrap(new double[] {5, 7, 9, 11, 13}, 5, 1))
            .to(precision);
    Network network =
        Network.builder(1).dense(1, Activation.IDENTITY).precision(precision).seed(1).build();
    new Trainer(network, new Sgd(0.01)).epochs(1000).batchSize(5).fit(line);
    assertThat(network.parameters().weights(0).get(0, 0)).isCloseTo(2, within(0.15));
    assertThat(network.parameters().bias(0).get(0, 0)).isCloseTo(3, within(0.15));
  }
}
