package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Problem.Plan;
import dev.lanewise.nn.Problem.Stage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No bit depends on the number of threads, and none of a sample's on its batch. */
class SameBitsTest {
  private static final int BATCH = 530;

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  @ParameterizedTest
  @EnumSource
  void threads(Precision precision) {
    for (Loss loss : Plans.LOSSES) {
      Problem problem = plan(loss).draw(3).to(precision);
      Parameters gradient = problem.network().newGradient();
      double[] firstBits = null;
      for (int team : new int[] {1, 2, 3, 7}) {
        Gemm.setThreads(team);
        gradient.flat().fill(Double.NaN);
        double value = problem.network().gradient(problem.x(), problem.y(), gradient);
        double[] bits = Arrays.copyOf(gradient.flat().toDoubles(), gradient.size() + 1);
        bits[gradient.size()] = value;
        firstBits = firstBits == null ? bits : firstBits;
        assertThat(bits).as("%d threads, %s", team, loss).isEqualTo(firstBits);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void batches(Precision precision) {
    for (Loss loss : Plans.LOSSES) {
      Problem problem = plan(loss).draw(5).to(precision);
      Matrix x = problem.x();
      Matrix all = problem.network().predict(x);
      for (int size : new int[] {1, 2, 3, 7, 16, 61, 255, 257}) {
        for (int from = 0; from < BATCH; from += size) {
          int to = Math.min(from + size, BATCH);
          assertThat(problem.network().predict(x.rowRange(from, to)).toDoubles())
              .as("rows %d to %d, %s", from, to, loss)
              .isEqualTo(all.rowRange(from, to).toDoubles());
        }
      }
    }
  }

  /** Depths beyond one chunk of 256, and products large enough to be cut among threads. */
  private static Plan plan(Loss loss) {
    return new Plan(
        67,
        List.of(
            new Stage(300, Activation.SIGMOID),
            new Stage(33, Activation.RELU),
            new Stage(10, Activation.IDENTITY)),
        loss,
        BATCH);
  }
}
