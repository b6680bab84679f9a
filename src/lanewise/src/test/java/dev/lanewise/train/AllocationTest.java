package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A warm training step allocates nothing: not a byte on the calling thread or a worker, from the
 * copies of a batch to the update, full and last batches in turn.
 *
 * <p>Warm is when C2 has compiled what runs, and with it taken vectors out of the heap. That has no
 * fixed time, and a late deoptimisation puts a handful of objects on the heap again; so epochs go
 * on until {@link #QUIET_EPOCHS} in a row have allocated not one byte, or the test fails after
 * {@link #MOST_EPOCHS}. What a step allocates by itself, even now and then, never gets there.
 */
@Tag("once")
class AllocationTest {
  private static final int QUIET_EPOCHS = 300;
  private static final int MOST_EPOCHS = 8000;

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (Loss loss : List.of(Loss.MEAN_SQUARED_ERROR, Loss.SOFTMAX_CROSS_ENTROPY)) {
        for (int team = 1; team <= 2; team++) {
          for (int size : new int[] {300, 256}) {
            cases.add(Arguments.of(precision, loss, team, size));
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aWarmEpochAllocatesNothing(Precision precision, Loss loss, int team, int size) {
    Gemm.setThreads(team);
    DataSet data = data(size, precision);
    Trainer trainer = new Trainer(network(precision, loss), new Sgd(0.01));
    Batches batches = new Batches(data, 128, 3);
    batches.shuffle(1);
    measure(
        team,
        () -> {
          for (int i = 0; i < batches.count(); i++) {
            batches.load(i);
            trainer.step(batches.inputs(i), batches.targets(i));
          }
        });
  }

  /**
   * Steps of {@link Trainer#fit} with all that can be done in them. What an epoch allocates by
   * itself does not grow with its steps: the steps between two callbacks are measured alone.
   */
  @ParameterizedTest
  @EnumSource
  void stepsOfFitAllocateNothing(Precision precision) {
    Gemm.setThreads(2);
    DataSet data = data(640, precision);
    StepsBetween between = new StepsBetween();
    new Trainer(network(precision, Loss.SOFTMAX_CROSS_ENTROPY), new Adam(1e-4))
        .epochs(MOST_EPOCHS)
        .batchSize(16)
        .accumulate(2)
        .schedule(Schedule.cosine(1e-4, 1e-5, 1000).afterWarmUp(10))
        .clipByNorm(1)
        .clipByValue(1)
        .callback(between)
        .fit(data, data(16, precision));
    assertThat(between.quietInARow).isEqualTo(StepsBetween.QUIET);
  }

  /** Counts what is allocated from the first step of an epoch to its last one. */
  private static final class StepsBetween implements Callback {
    /** Of 20 steps each: a thousand steps without a byte. */
    static final int QUIET = 50;

    private AllocatedBytes allocated;
    private long atFirst;
    private int quiet;
    int quietInARow;

    @Override
    public void afterUpdate(Step step) {
      if (step.number() == 1) {
        allocated = allocated == null ? new AllocatedBytes() : allocated;
        atFirst = allocated.soFar();
      } else if (step.number() == step.count()) {
        quiet = allocated.soFar() == atFirst ? quiet + 1 : 0;
        quietInARow = Math.max(quietInARow, quiet);
        if (quietInARow == QUIET) {
          step.stop();
        }
      }
    }
  }

  /** Sizes in turn as in an epoch with evaluation: both batches, 256 and the rests of two sets. */
  @ParameterizedTest
  @EnumSource
  void fiveSizesInTurnAllocateNothing(Precision precision) {
    Gemm.setThreads(1);
    DataSet data = data(256, precision);
    Network network = network(precision, Loss.SOFTMAX_CROSS_ENTROPY);
    Matrix[] inputs = new Matrix[5];
    Matrix[] targets = new Matrix[5];
    int[] sizes = {64, 22, 256, 100, 50};
    for (int i = 0; i < 5; i++) {
      inputs[i] = data.inputs().rowRange(0, sizes[i]);
      targets[i] = data.targets().rowRange(0, sizes[i]);
    }
    measure(
        1,
        () -> {
          for (int i = 0; i < 5; i++) {
            network.loss(inputs[i], targets[i]);
          }
        });
  }

  private static void measure(int team, Runnable epoch) {
    epoch.run();
    AllocatedBytes bytes = new AllocatedBytes();
    assertThat(bytes.workers()).isGreaterThanOrEqualTo(team - 1);
    int quiet = 0;
    long last = 0;
    for (int i = 0; i < MOST_EPOCHS && quiet < QUIET_EPOCHS; i++) {
      long allocated = bytes.during(epoch);
      quiet = allocated == 0 ? quiet + 1 : 0;
      last = allocated == 0 ? last : allocated;
    }
    assertThat(quiet)
        .as("epochs in a row without allocation; %d bytes before", last)
        .isEqualTo(QUIET_EPOCHS);
  }

  private static Network network(Precision precision, Loss loss) {
    return Network.builder(48)
        .dense(64, Activation.RELU)
        .dense(40, Activation.SIGMOID)
        .dense(10, Activation.IDENTITY)
        .loss(loss)
        .precision(precision)
        .build();
  }

  private static DataSet data(int size, Precision precision) {
    Matrix x = Matrix.zeros(precision, size, 48);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 10;
      for (int j = 0; j < 48; j++) {
        x.set(i, j, Math.sin(i * 48 + j));
      }
    }
    return DataSet.labelled(x, labels, 10);
  }
}
