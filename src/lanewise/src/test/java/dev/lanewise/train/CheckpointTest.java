package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Nesterov;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Plateau;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was broken off and resumed ends with the bits of one that was not. */
@Tag("once")
class CheckpointTest {
  private static final int EPOCHS = 4;

  /** 45 samples in batches of 4: 12 steps an epoch, the last one of 1 sample. */
  private static final DataSet DATA = data(45);

  private static final DataSet VALIDATION = data(20);

  private static final Map<String, Supplier<Optimizer>> OPTIMIZERS =
      Map.of(
          "sgd", () -> new Sgd(0.1),
          "momentum", () -> new Momentum(0.05),
          "nesterov", () -> new Nesterov(0.05),
          "rmsprop", () -> new RmsProp(0.01),
          "adam", () -> new Adam(0.02),
          "adamw", () -> new AdamW(0.02, 0.1));

  @TempDir Path folder;
  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  private static DataSet data(int size) {
    Matrix x = Matrix.zeros(Precision.F64, size, 6);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 3;
      for (int j = 0; j < 6; j++) {
        x.set(i, j, Math.sin(i * 6 + j) + (labels[i] == j ? 0.7 : 0));
      }
    }
    return DataSet.labelled(x, labels, 3);
  }

  private static Network network(Precision precision) {
    return Network.builder(6)
        .dense(7, Activation.TANH)
        .batchNorm()
        .dropout(0.2)
        .dense(3, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(precision)
        .seed(3)
        .build();
  }

  /** Thrown where a run is broken off. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Breaks a run off in the step after step {@code step} of all, before it is saved. */
  private static Callback crashAfter(int step) {
    return new Callback() {
      private int made;

      @Override
      public void afterUpdate(Step made) {
        this.made++;
        if (this.made > step) {
          throw new Crash();
        }
      }
    };
  }

  private record Case(
      Precision precision,
      Supplier<Optimizer> optimizer,
      UnaryOperator<Trainer> settings,
      DataSet data) {
    Case(Precision precision, Supplier<Optimizer> optimizer, UnaryOperator<Trainer> settings) {
      this(precision, optimizer, settings, DATA);
    }

    Trainer trainer(Network network) {
      return settings.apply(
          new Trainer(network, optimizer.get()).batchSize(4).seed(9).epochs(EPOCHS));
    }

    History fit(Trainer trainer) {
      return trainer.fit(data.to(precision), VALIDATION.to(precision));
    }
  }

  /**
   * Trains without a break, then again with a break after each tenth of the steps; each time from a
   * new network and a new optimizer, as a new process would.
   *
   * @param stepsOfAnEpoch those that are not skipped
   */
  private void resumesAtEveryTenth(Case c, int stepsOfAnEpoch) {
    Network expected = network(c.precision);
    History history = c.fit(c.trainer(expected));
    int steps = history.epochs().size() * stepsOfAnEpoch;
    for (int tenth = 1; tenth <= 9; tenth++) {
      Path file = folder.resolve(tenth + ".safetensors");
      int crash = steps * tenth / 10;
      Network broken = network(c.precision);
      assertThatThrownBy(
              () ->
                  c.fit(
                      c.trainer(broken)
                          .checkpoint(file, crash % stepsOfAnEpoch)
                          .callback(crashAfter(crash))))
          .isExactlyInstanceOf(Crash.class);
      Network resumed = network(c.precision);
      History rest = c.fit(c.trainer(resumed).resume(file));
      assertThat(resumed.parameters().flat().toDoubles())
          .as("broken off after step " + crash + " of " + steps)
          .isEqualTo(expected.parameters().flat().toDoubles());
      assertThat(resumed.state().flat().toDoubles()).isEqualTo(expected.state().flat().toDoubles());
      assertThat(rest.reason()).isEqualTo(history.reason());
      assertThat(rest.best()).isEqualTo(history.best());
      assertThat(rest.epochs()).hasSameSizeAs(history.epochs());
      for (int i = 0; i < rest.epochs().size(); i++) {
        assertThat(rest.epochs().get(i))
            .usingRecursiveComparison()
            .withEqualsForType(Double::equals, Double.class) // NaN, too
            .ignoringFields("seconds")
            .isEqualTo(history.epochs().get(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sgd, F32, 1",
    "momentum, F32, 2",
    "nesterov, F64, 1",
    "rmsprop, F64, 2",
    "adam, F32, 1",
    "adam, F64, 2",
    "adamw, F32, 2"
  })
  void everyOptimizer(String optimizer, Precision precision, int team) {
    Gemm.setThreads(team);
    resumesAtEveryTenth(new Case(precision, OPTIMIZERS.get(optimizer), t -> t), 12);
  }

  @Test
  void withAccumulation() {
    resumesAtEveryTenth(
        new Case(Precision.F32, OPTIMIZERS.get("adam"), t -> t.accumulate(3).clipByNorm(0.5)), 4);
  }

  /** Dropout has drawn for some of the rows of a step that comes to nothing. */
  @Test
  void withSkippedSteps() {
    DataSet damaged = data(45);
    damaged.inputs().set(7, 2, Double.NaN);
    resumesAtEveryTenth(
        new Case(
            Precision.F32,
            OPTIMIZERS.get("adam"),
            t -> t.accumulate(3).onNonFiniteLoss(NonFinitePolicy.SKIP),
            damaged),
        3);
  }

  @Test
  void withScheduleAndEarlyStopping() {
    resumesAtEveryTenth(
        new Case(
            Precision.F64,
            OPTIMIZERS.get("momentum"),
            t ->
                t.schedule(Schedule.cosine(0.4, 0.01, 40).afterWarmUp(5))
                    .epochs(30)
                    .earlyStopping(new EarlyStopping(2))),
        12);
  }

  @Test
  void withPlateau() {
    resumesAtEveryTenth(
        new Case(
            Precision.F32,
            OPTIMIZERS.get("sgd"),
            t -> t.schedule(new Plateau(0.5, 0.5, 1, 0.05, 0)).epochs(8)),
        12);
  }

  /** The rate rises within the first epochs, and falls later. */
  @Test
  void withPlateauAfterWarmUp() {
    List<Double> rates = new ArrayList<>();
    resumesAtEveryTenth(
        new Case(
            Precision.F64,
            OPTIMIZERS.get("sgd"),
            t ->
                t.schedule(new Plateau(0.5, 0.5, 1, 0.05, 0).afterWarmUp(18))
                    .epochs(8)
                    .afterEpoch(epoch -> rates.add(epoch.learningRate()))),
        12);
    assertThat(rates.subList(0, 8)).startsWith(0.5 * 12 / 18, 0.5).endsWith(0.25, 0.125);
  }

  /** Reports of a resumed run are those of the uninterrupted one from there on. */
  @Test
  void gradientStatisticsGoOn() {
    List<GradientStatistics.Report> whole = new ArrayList<>();
    Case c = new Case(Precision.F32, OPTIMIZERS.get("adam"), t -> t);
    c.fit(c.trainer(network(c.precision)).callback(new GradientStatistics(5, whole::add)));
    Path file = folder.resolve("run");
    for (int crash : new int[] {7, 17, 30}) {
      assertThatThrownBy(
              () ->
                  c.fit(
                      c.trainer(network(c.precision))
                          .checkpoint(file, crash % 12)
                          .callback(new GradientStatistics(5, r -> {}))
                          .callback(crashAfter(crash))))
          .isExactlyInstanceOf(Crash.class);
      List<GradientStatistics.Report> rest = new ArrayList<>();
      c.fit(
          c.trainer(network(c.precision))
              .callback(new GradientStatistics(5, rest::add))
              .resume(file));
      assertThat(rest).isEqualTo(whole.subList(whole.size() - rest.size(), whole.size()));
      assertThat(rest).hasSize((48 - 1) / 5 - (crash - 1) / 5);
    }
  }

  /** A whole run, and more epochs from its checkpoint, as a run with all of them at once. */
  @Test
  void moreEpochsAfterTheEnd() {
    Case c = new Case(Precision.F32, OPTIMIZERS.get("adam"), t -> t);
    Network expected = network(c.precision);
    c.fit(c.trainer(expected).epochs(7));
    Path file = folder.resolve("run");
    c.fit(c.trainer(network(c.precision)).checkpoint(file, 0));
    Network longer = network(c.precision);
    assertThat(c.fit(c.trainer(longer).epochs(7).resume(file)).epochs()).hasSize(7);
    assertThat(longer.parameters().flat().toDoubles())
        .isEqualTo(expected.parameters().flat().toDoubles());
    Network done = network(c.precision);
    assertThat(c.fit(c.trainer(done).resume(file)).epochs()).hasSize(EPOCHS);
  }

  @Test
  void aCheckpointIsAModel() throws IOException {
    Case c = new Case(Precision.F32, OPTIMIZERS.get("adam"), t -> t);
    Network trained = network(c.precision);
    Path file = folder.resolve("run");
    c.fit(c.trainer(trained).checkpoint(file, 0));
    assertThat(Model.load(file).network().predict(DATA.to(c.precision).inputs()).toDoubles())
        .isEqualTo(trained.predict(DATA.to(c.precision).inputs()).toDoubles());
  }

  @Test
  void saysWhatIsNotTheSame() throws IOException {
    Case c = new Case(Precision.F32, OPTIMIZERS.get("adam"), t -> t.epochs(1));
    Path file = folder.resolve("run");
    c.fit(c.trainer(network(c.precision)).checkpoint(file, 0));
    refuses(
        c.trainer(network(c.precision)).batchSize(5),
        file,
        "samples of a batch: 4 in the checkpoint, 5 now");
    refuses(c.trainer(network(c.precision)).seed(8), file, "seed: 9 in the checkpoint, 8 now");
    refuses(
        new Trainer(network(c.precision), new Momentum(0.1)).batchSize(4).seed(9),
        file,
        "training.optimizer: \"Adam\" in the checkpoint, \"Momentum\" now");
    refuses(c.trainer(network(Precision.F64)), file, "\"f32\" in the checkpoint, \"f64\" now");
    Network other = Network.builder(6).dense(3, Activation.TANH).build();
    refuses(c.trainer(other), file, "\"mean_squared_error\" now");
    refuses(c.trainer(network(c.precision)), folder.resolve("none"), "none");
    refuses(
        c.trainer(network(c.precision)),
        Files.writeString(folder.resolve("text"), "no file at all"),
        "header");
  }

  private static void refuses(Trainer trainer, Path file, String message) {
    assertThatThrownBy(() -> trainer.resume(file).fit(DATA.to(trainer.network.precision())))
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("cannot resume from " + file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsReported() {
    Case c = new Case(Precision.F32, OPTIMIZERS.get("sgd"), t -> t);
    Path nowhere = folder.resolve("none").resolve("run");
    assertThatThrownBy(() -> c.fit(c.trainer(network(c.precision)).checkpoint(nowhere, 0)))
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("cannot write " + nowhere + ": ");
  }
}
