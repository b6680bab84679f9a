package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All layers in one network: no bit depends on the number of threads, none of a sample's at
 * inference on its batch, and a warm step allocates nothing.
 */
class AllLayersTest {
  private static final int BATCH = 300;
  private static final int QUIET_STEPS = 300;
  private static final int MOST_STEPS = 20000;

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  private static Network network(Precision precision) {
    return Network.builder(48)
        .flatten(4, 4, 3)
        .dense(130, Activation.GELU)
        .batchNorm()
        .prelu()
        .dropout(0.2)
        .dense(70, Activation.IDENTITY)
        .layerNorm()
        .activation(Activation.SILU)
        .add(new PRelu(70, true, 0.1))
        .dense(10, Activation.IDENTITY)
        .loss(Loss.softmaxCrossEntropy(0.1))
        .classWeights(1, 2, 1, 1, 1, 1, 1, 1, 0.5, 1)
        .l1(1e-5)
        .l2(1e-4)
        .precision(precision)
        .build();
  }

  private static Matrix draw(Precision precision, int rows, int cols) {
    Random random = new Random(cols);
    Matrix x = Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, random.nextDouble());
      }
    }
    return x;
  }

  @ParameterizedTest
  @EnumSource
  void threads(Precision precision) {
    Matrix x = draw(precision, 530, 48);
    Matrix y = draw(precision, 530, 10);
    double[] first = null;
    for (int team : new int[] {1, 2, 3, 7}) {
      Gemm.setThreads(team);
      Network network = network(precision);
      network.setStep(8);
      Parameters gradient = network.newGradient();
      double loss = network.gradient(x, y, gradient);
      double[] bits = gradient.flat().toDoubles();
      double[] state = network.state().flat().toDoubles();
      double[] all = Arrays.copyOf(bits, bits.length + state.length + 1);
      System.arraycopy(state, 0, all, bits.length, state.length);
      all[all.length - 1] = loss;
      first = first == null ? all : first;
      assertThat(all).as("%d threads", team).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void batches(Precision precision) {
    Network network = network(precision);
    Matrix x = draw(precision, BATCH, 48);
    network.gradient(x, draw(precision, BATCH, 10), network.newGradient());
    Matrix all = network.predict(x);
    for (int size : new int[] {1, 7, 64, 299}) {
      for (int from = 0; from < BATCH; from += size) {
        int to = Math.min(from + size, BATCH);
        assertThat(network.predict(x.rowRange(from, to)).toDoubles())
            .isEqualTo(all.rowRange(from, to).toDoubles());
      }
    }
  }

  /** As in the test of the trainer: until {@link #QUIET_STEPS} in a row have allocated nothing. */
  @ParameterizedTest
  @EnumSource
  @Tag("once")
  void aWarmStepAllocatesNothing(Precision precision) {
    Gemm.setThreads(2);
    Network network = network(precision);
    Parameters gradient = network.newGradient();
    Matrix x = draw(precision, 64, 48);
    Matrix y = draw(precision, 64, 10);
    Matrix weights = draw(precision, 64, 1);
    Runnable step =
        () -> {
          network.gradient(x, y, weights, gradient);
          network.accumulateGradient(x, y, weights, 128, gradient);
          network.accumulateDecay(gradient);
          network.loss(x, y);
          network.setStep(network.step() + 1);
        };
    step.run();
    AllocatedBytes bytes = new AllocatedBytes();
    int quiet = 0;
    long last = 0;
    for (int i = 0; i < MOST_STEPS && quiet < QUIET_STEPS; i++) {
      long allocated = bytes.during(step);
      quiet = allocated == 0 ? quiet + 1 : 0;
      last = allocated == 0 ? last : allocated;
    }
    assertThat(quiet)
        .as("steps in a row without allocation; %d bytes before", last)
        .isEqualTo(QUIET_STEPS);
  }
}
